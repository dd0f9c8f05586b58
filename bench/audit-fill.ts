import type pg from 'pg';

/** Words that are found in the rows of the fill: a rare one, two together, a common one, and one that nothing bears. */
export const AUDIT_WORDS = { rare: 'so 4321', two: 'hoa 77', common: 'chuyen vien', none: 'khongcogi' };

/**
 * Rows of the audit by statements, over three years, of the people and agencies that `fillDirectory` has made. They hang
 * in no chain: this is for searching, not for proving.
 */
export async function fillAudit(
  owner: pg.Client,
  { rows, agencies, people }: { rows: number; agencies: number; people: number },
): Promise<void> {
  const id = (start: string, n: string) => `('${start}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const person = `('018f1111-0000-7000-8000-' || lpad(to_hex(1 + n::bigint * 7919 % ${people}), 12, '0'))::uuid`;
  // Few people do most of the work.
  const actor = `('018f1111-0000-7000-8000-' || lpad(to_hex(1 + (n % 1009) * (n % 31) % ${people}), 12, '0'))::uuid`;
  await owner.query(`insert into platform.audit (id, chain, seq, at, actor_kind, actor_id, actor_unit_id, request_id,
      action, subject_type, subject_id, unit_id, before, after, hash)
    select ${id('018f2222', 'n')}, 'bench', n, timestamptz '2023-11-01' + n * (interval '3 years' / ${rows}), 'person',
      ${actor}, ${id('018f0000', `1 + n % ${agencies}`)}, 'bench-' || n / 3,
      (array['directory.person.change', 'directory.assignment.create', 'usage.site.register', 'directory.session.open'])[1 + n % 4],
      'directory.person', ${person}::text, ${id('018f0000', `1 + n % ${agencies}`)},
      jsonb_build_object('position', 'Chuyên viên', 'name', 'Lê Thị Hòa ' || n % 100),
      jsonb_build_object('position', 'Chuyên viên chính', 'name', 'Lê Thị Hòa ' || n % 100, 'note', 'số ' || n), sha256(n::text::bytea)
    from generate_series(1, ${rows}) n`);
  await owner.query('analyze platform.audit');
}
