import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { Checked, Checker, ImportKind, SourceLine } from '#platform/server/imports/kind.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import { fold } from '../names/fold.ts';
import {
  insertAssignments,
  insertPeople,
  listPositions,
  type NewAssignment,
  type NewPerson,
} from '../people/people.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { holdsOn } from '../time/periods.ts';
import { cellsOf } from './cells.ts';
import { deletePeople, findByEmail, findPeopleInUse, findPostKeys } from './imports.repo.ts';
import { type KnownAgencies, type KnownAgency, knownAgencies } from './known-agencies.ts';
import { texts } from './texts.ts';

const WRITE = 'directory.person.write';
const POSITIONS_MOST = 5_000;

interface PersonLine {
  name: string;
  email: string | null;
  phone: string | null;
  agencyId: string;
  positionId: string;
  acting: boolean;
  legalBasis: string | null;
  from: Day;
  to: Day | null;
}

export interface PersonMade extends Pick<PersonLine, 'name' | 'email' | 'phone' | 'from' | 'to'> {
  personId: string;
  assignmentId: string;
  /** Made by this line; false where an earlier line of the file made the person. */
  isNew: boolean;
}

/**
 * People with their posts: one line a post. Lines of one address are posts of one person, the first of them the primary one.
 * Options for all lines: `agencyId`, `from`.
 */
export const peopleKind: ImportKind<PersonLine, PersonMade> = {
  name: 'directory.people',
  permissions: [WRITE],
  fields: [
    { key: 'name', required: true, heads: ['ho va ten', 'ho ten', 'ho va ten can bo', 'ten', 'name', 'full name'] },
    { key: 'position', required: true, heads: ['chuc vu', 'chuc danh', 'vi tri', 'position', 'title'] },
    {
      key: 'agencyCode',
      required: false,
      heads: ['ma dinh danh', 'ma don vi', 'ma co quan', 'agency code', 'code', 'ma'],
    },
    { key: 'agency', required: false, heads: ['co quan', 'don vi', 'ten don vi', 'ten co quan', 'agency', 'unit'] },
    { key: 'email', required: false, heads: ['thu dien tu', 'email', 'e mail', 'thu dien tu cong vu', 'mail'] },
    { key: 'phone', required: false, heads: ['dien thoai', 'so dien thoai', 'sdt', 'phone', 'mobile'] },
    { key: 'from', required: false, heads: ['tu ngay', 'ngay bo nhiem', 'ngay bat dau', 'from', 'start'] },
    { key: 'to', required: false, heads: ['den ngay', 'ngay ket thuc', 'to', 'end'] },
    { key: 'acting', required: false, heads: ['phu trach', 'quyen', 'acting'] },
    { key: 'legalBasis', required: false, heads: ['quyet dinh', 'so quyet dinh', 'can cu', 'decision', 'legal basis'] },
  ],
  checker: checkerOf,
  write,
  meaning: withMeaning,
  async undo(_ctx, tx, made) {
    const trx = tx.as<DirectoryTables>();
    const used = await findPeopleInUse(trx, made);
    if (used.length === 0) await deletePeople(trx, made);
    return used;
  },
  topic: CHANGED,
  changed: forgetCache,
  texts,
};

async function checkerOf(
  ctx: Context,
  options: Readonly<Partial<Record<string, string>>>,
): Promise<Checker<PersonLine>> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const agencies = await knownAgencies(ctx);
  const positions = new Map((await listPositions(db, POSITIONS_MOST)).map(({ name, id }) => [fold(name), id]));
  const usual = { agencyId: options['agencyId'], from: options['from'] ?? dayOf(ctx.platform.now()) };
  /** Names by address, and what each line is: what this file has said so far. */
  const names = new Map<string, string>();
  const seen = new Set<string>();

  return async (lines) => {
    const read = lines.map((line) => readLine(ctx, line, agencies, positions, usual));
    const good = read.flatMap((one) => ('value' in one ? [one.value] : []));
    const emails = good.flatMap(({ email }) => (email !== null && !names.has(email) ? [email] : []));
    const taken = await findByEmail(db, [...new Set(emails)]);
    const there = await findPostKeys(db, [...new Set(good.map(({ agencyId }) => agencyId))], usual.from);
    return read.map((one) => ('value' in one ? compare(one.value, { names, seen, taken, there }) : one));
  };
}

interface Before {
  names: Map<string, string>;
  seen: Set<string>;
  taken: ReadonlyMap<string, string>;
  there: ReadonlySet<string>;
}

/** Is this somebody who is there already, or whom the file has named before? */
function compare(value: PersonLine, { names, seen, taken, there }: Before): Checked<PersonLine> {
  const { name, email, agencyId, positionId } = value;
  const bad = (field: string | null, code: string, message: string) => ({ problems: [{ field, code, message }] });
  const key = `${fold(name)} ${agencyId} ${positionId}`;
  const known = email === null ? undefined : names.get(email);
  if (email !== null && known !== undefined && fold(known) !== fold(name)) {
    return bad('email', 'directory.email_elsewhere', `An earlier line gives this address to ${known}.`);
  }
  if (email !== null && known === undefined && taken.has(email)) {
    return bad('email', 'directory.email_taken', 'Somebody in the directory has this address.');
  }
  if (there.has(key)) return bad('name', 'directory.person_there', 'This person holds this post already.');
  if (seen.has(`${email ?? ''} ${key}`)) {
    return bad(
      null,
      'directory.line_twice',
      'The same stands in an earlier line; give addresses to tell people apart.',
    );
  }
  seen.add(`${email ?? ''} ${key}`);
  if (email !== null) names.set(email, name);
  return { value };
}

function readLine(
  ctx: Context,
  line: SourceLine,
  agencies: KnownAgencies,
  positions: ReadonlyMap<string, string>,
  usual: { agencyId: string | undefined; from: Day },
): Checked<PersonLine> {
  const cells = cellsOf(line);
  const name = cells.required('name', 120);
  const position = cells.required('position', 120);
  const positionId = position === null ? null : (positions.get(fold(position)) ?? null);
  if (position !== null && positionId === null) {
    cells.wrong('position', 'directory.position_unknown', `There is no position “${position}”.`, { cell: position });
  }
  const email = readEmail(cells);
  const phone = readPhone(cells);
  const from = cells.day('from') ?? usual.from;
  const to = cells.day('to');
  if (to !== null && to <= from) {
    cells.wrong('to', 'directory.period_invalid', 'The post ends before it begins.');
  }
  const agency = readAgency(cells, line, agencies, usual.agencyId);
  if (agency !== null) {
    const { period } = agency;
    const endsLater = period.to !== null && (to === null || to > period.to);
    if (!holdsOn(period, from) || endsLater) {
      cells.wrong('agency', 'directory.agency_closed', 'The agency does not exist all that time.');
    } else if (!may(ctx.actor, WRITE, agency.id)) {
      cells.wrong('agency', 'directory.agency_not_yours', 'You do not keep the people of this agency.');
    }
  }
  const legalBasis = cells.text('legalBasis', 300);
  if (cells.problems.length > 0 || name === null || positionId === null || agency === null) {
    return { problems: cells.problems };
  }
  const acting = cells.flag('acting');
  return { value: { name, email, phone, agencyId: agency.id, positionId, acting, legalBasis, from, to } };
}

type Cells = ReturnType<typeof cellsOf>;

function readEmail(cells: Cells): string | null {
  const email = cells.text('email', 254)?.toLowerCase() ?? null;
  if (email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  return cells.wrong('email', 'directory.cell_email', 'Write an address such as lan@khanhhoa.gov.vn.', { cell: email });
}

/** A spreadsheet takes a number for a number and loses its first zero. */
function readPhone(cells: Cells): string | null {
  const phone = cells.text('phone', 20);
  if (phone === null) return null;
  const whole = /^[1-9]\d{8}$/.test(phone) ? `0${phone}` : phone;
  if (/^\+?[0-9 .]{8,20}$/.test(whole)) return whole;
  return cells.wrong('phone', 'directory.phone', 'Write a phone number such as 0258 3822 000.');
}

/** By its code, else by its name, else the one given for all lines. */
function readAgency(
  cells: Cells,
  { values }: SourceLine,
  agencies: KnownAgencies,
  usual: string | undefined,
): KnownAgency | null {
  const { agencyCode: code, agency: name } = values;
  if (code === undefined && name === undefined) {
    const given = usual === undefined ? undefined : agencies.byId(usual);
    return given ?? cells.wrong('agency', 'directory.cell_empty', 'Name the agency, by its code or its name.');
  }
  const field = code === undefined ? 'agency' : 'agencyCode';
  const cell = code ?? name ?? '';
  const found = code === undefined ? agencies.byName(cell) : agencies.byCode(cell);
  const open = found.filter(({ period }) => period.to === null);
  const [one, ...others] = open.length > 0 ? open : found;
  if (!one) return cells.wrong(field, 'directory.agency_unknown', `There is no agency “${cell}”.`, { cell });
  if (others.length > 0) {
    return cells.wrong(field, 'directory.agency_ambiguous', `Several agencies are called “${cell}”: give the code.`, {
      cell,
    });
  }
  return one;
}

async function write(_ctx: Context, tx: Tx, values: readonly PersonLine[]): Promise<PersonMade[]> {
  const trx = tx.as<DirectoryTables>();
  // Who an earlier batch of this file has made.
  const ids = new Map(await findByEmail(trx, [...new Set(values.flatMap(({ email }) => email ?? []))]));
  const people: NewPerson[] = [];
  const posts: NewAssignment[] = [];
  const made = values.map(({ name, email, phone, agencyId, positionId, acting, legalBasis, from, to }): PersonMade => {
    const known = email === null ? undefined : ids.get(email);
    const personId = known ?? uuidv7();
    if (known === undefined) people.push({ id: personId, name, email, phone });
    if (email !== null) ids.set(email, personId);
    const assignmentId = uuidv7();
    const primary = known === undefined;
    posts.push({ id: assignmentId, personId, agencyId, positionId, primary, acting, legalBasis, from, to });
    return { personId, assignmentId, isNew: primary, name, email, phone, from, to };
  });
  await insertPeople(trx, people);
  await insertAssignments(trx, posts);
  return made;
}
