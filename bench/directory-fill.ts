import type pg from 'pg';

export interface Filled {
  /** The agency that all others stand below. */
  root: string;
  /** Agencies that have others below them. */
  middle: string[];
  /** A province with all its communes: a thirty-third of the agencies. */
  province: string;
  /** Some people. */
  people: string[];
}

/** Words that are found, spread over what the fill makes. */
export const SAMPLE_WORDS = {
  agencies: ['xa an 17', 'phong so 31', 'an phu 205', 'so 4', 'phu binh 77', 'xa binh 9'],
  people: ['tran thi hoa 17', 'le van an 4021', 'pham minh binh 733', 'vo thi hoa 90', 'nguyen van an 12345'],
};

/** Names as they are written, and as they are folded for searching: two lists that go together. */
const LISTS = {
  family: ['Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng', 'nguyen tran le pham hoang huynh phan vu vo dang'],
  middle: ['Văn Thị Minh Thanh Ngọc', 'van thi minh thanh ngoc'],
  given: ['An Bình Hoa Dũng Lan Phúc Quân Sơn Tâm Yến', 'an binh hoa dung lan phuc quan son tam yen'],
  place: ['An Phú Bình Tân Long Vĩnh Hòa Đông', 'an phu binh tan long vinh hoa dong'],
} as const;

const at = (list: keyof typeof LISTS, form: 0 | 1, index: string) =>
  `(string_to_array('${LISTS[list][form]}', ' '))[1 + (${index}) % ${LISTS[list][form].split(' ').length}]`;

const communesOf = (agencies: number) => Math.max(34, Math.floor(agencies / 10));

/** Identifiers that can be computed: a number at their end. */
const id = (n: string) => `('018f0000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const person = (n: string) => `('018f1111-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/**
 * Fills the directory by statements: one root and 33 provinces below it, below each an equal share of communes, below those divisions; every
 * second agency was renamed twice and moved once. The refusals of two at a time are put back at the end, when they check
 * all rows at once.
 */
export async function fillDirectory(
  owner: pg.Client,
  { agencies, people }: { agencies: number; people: number },
): Promise<void> {
  const communes = communesOf(agencies);
  const run = async (text: string, values: unknown[] = []) => await owner.query(text, values);
  const refusals =
    await run(`select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c where c.contype = 'x' and c.connamespace = 'directory'::regnamespace`);
  for (const { table, name } of refusals.rows) await run(`alter table ${table} drop constraint ${name}`);
  const parent = `case when n = 1 then null when n <= 34 then 1 when n <= ${communes} then 1 + n % 34 else 35 + n % (${communes} - 34) end`;
  await run(`insert into directory.agency (id, kind, level, sort, valid_from)
    select ${id('n')}, case when n <= 34 then 'province' when n <= ${communes} then 'commune' else 'division' end,
      case when n <= 34 then 'province' else 'commune' end, n % 50, null
    from generate_series(1, ${agencies}) n`);
  const words = (form: 0 | 1) => {
    const [province, commune, division, number] =
      form === 0 ? ['Tỉnh', 'Xã', 'Phòng', 'số'] : ['tinh', 'xa', 'phong', 'so'];
    return `(case when n <= 34 then '${province} ' when n <= ${communes} then '${commune} ' else '${division} ' end) ||
      ${at('place', form, 'n')} || ' ' || ${at('place', form, 'n / 8')} || ' ${number} ' || n`;
  };
  const periods = `(values (null::date, '2023-01-01'::date, ' cũ', ' cu'), ('2023-01-01', '2025-07-01', ' giữa', ' giua'),
    ('2025-07-01', null, '', '')) p (f, t, era, plain)`;
  await run(`insert into directory.agency_name (id, agency_id, name, short_name, search, valid_from, valid_to)
    select gen_random_uuid(), ${id('n')}, w || era, w || era, v || plain || ' ' || v || plain, f, t
    from generate_series(1, ${agencies}) n, lateral (select ${words(0)} as w, ${words(1)} as v) x, ${periods}`);
  await run(`insert into directory.agency_parent (id, agency_id, parent_id, valid_from, valid_to)
    select gen_random_uuid(), ${id('n')}, ${id(`(${parent})`)}, f, t
    from generate_series(2, ${agencies}) n, (values (null::date, '2024-01-01'::date), ('2024-01-01', null)) p (f, t)`);
  await run(`insert into directory.agency_code (id, agency_id, system, code)
    select gen_random_uuid(), ${id('n')}, 'statistics', lpad(n::text, 5, '0') from generate_series(35, ${communes}) n`);
  await run(`insert into directory.position (id, name, rank) values (gen_random_uuid(), 'Chuyên viên', 1)`);
  const name = (form: 0 | 1) =>
    `${at('family', form, 'n')} || ' ' || ${at('middle', form, 'n / 10')} || ' ' || ${at('given', form, 'n / 50')} || ' ' || n`;
  await run(`insert into directory.person (id, name, given_name, search)
    select ${person('n')}, ${name(0)}, ${at('given', 0, 'n / 50')}, ${name(1)} from generate_series(1, ${people}) n`);
  await run(`insert into directory.assignment (id, person_id, agency_id, position_id, is_primary, acting, valid_from)
    select gen_random_uuid(), ${person('n')}, ${id(`(1 + n % ${agencies})`)}, (select id from directory.position limit 1), true, false, '2024-01-01'
    from generate_series(1, ${people}) n`);
  await run('set search_path = directory, platform, public');
  for (const { table, name, definition } of refusals.rows) {
    await run(`alter table ${table} add constraint ${name} ${definition}`);
  }
  await run('vacuum analyze');
}

/** What a filled directory is asked about. */
export async function findFilled(owner: pg.Client, agencies: number): Promise<Filled> {
  const ids = async (one: string, from: number, to: number) => {
    const { rows } = await owner.query(`select ${one} as id from generate_series(${from}, ${to}) n`);
    return rows.map((row) => String(row.id));
  };
  const [root = '', province = ''] = await ids(id('n'), 1, 2);
  return {
    root,
    province,
    middle: await ids(id('n'), 35, Math.min(communesOf(agencies), 2_000)),
    people: await ids(person('n'), 1, 500),
  };
}
