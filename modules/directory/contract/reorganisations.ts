import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { AgencyKind, AgencyLevel, CodeSystem } from './agencies.ts';
import { AgencyRef, cursor, day, id, limit, page, text } from './common.ts';

/** From a draft to what stands in the records. `ready`: the preview has found nothing in the way. */
export const ReorganisationState = z.enum(['draft', 'ready', 'scheduled', 'applied', 'reverted']);
export type ReorganisationState = z.infer<typeof ReorganisationState>;

/** The decision behind it: `1667/NQ-UBTVQH15`. */
export const LegalBasis = z.object({
  number: text(80),
  date: day.nullable(),
  issuer: text(200).nullable(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
});
export type LegalBasis = z.infer<typeof LegalBasis>;

/** On what a proposal rests; null where a person has decided. Screens mark every one that is not null. */
export const Guess = z.enum([
  'name_code', // the same name, and the new unit bears the old one's statistics code
  'code', // the new unit bears the old one's statistics code
  'name', // the same name, and nothing speaks against it
  'near', // the nearest in the row of codes of the same district
]);
export type Guess = z.infer<typeof Guess>;

/** An agency as it will be founded. */
export const NewUnit = z.object({
  kind: AgencyKind,
  level: AgencyLevel,
  name: text(300),
  shortName: text(120),
  codes: z.array(z.object({ system: CodeSystem, code: text(64), sample: z.boolean().default(false) })).max(4),
  place: z
    .object({
      longitude: z.number().min(-180).max(180),
      latitude: z.number().min(-90).max(90),
      areaKm2: z.number().positive().nullable(),
      /** Whence the point is known; shown under the map. */
      source: text(200).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Place among its brothers and sisters. */
  sort: z.number().int().min(0).max(1_000_000).default(0),
});
export type NewUnit = z.infer<typeof NewUnit>;

const carried = z.enum(['move', 'end']);

/**
 * One step, on the effective day. `toId` null: not decided yet. The agency of `found` has its identifier before it is
 * founded, so that other moves can lead there.
 */
export const Move = z.discriminatedUnion('kind', [
  /** From ends, its work goes on in to. Its posts go there too or end; so do rights at it. */
  z.object({
    id,
    kind: z.literal('merge'),
    fromId: id,
    toId: id.nullable(),
    people: carried.default('move'),
    roles: carried.default('end'),
    guess: Guess.nullable().default(null),
  }),
  /** A part of from's work, one move for each heir. Weights: the heir's share, for figures of before. */
  z.object({
    id,
    kind: z.literal('split'),
    fromId: id,
    toId: id.nullable(),
    weight: z.number().gt(0).lte(1).nullable().default(null),
    /** False: from goes on with what it keeps. */
    ends: z.boolean().default(true),
    people: carried.default('end'),
    guess: Guess.nullable().default(null),
  }),
  z.object({ id, kind: z.literal('rename'), fromId: id, name: text(300), shortName: text(120) }),
  /** From stands below another agency, with all that is below it. */
  z.object({ id, kind: z.literal('transfer'), fromId: id, toId: id.nullable() }),
  z.object({ id, kind: z.literal('abolish'), fromId: id }),
  z.object({ id, kind: z.literal('found'), toId: id, parentId: id.nullable(), unit: NewUnit }),
]);
export type Move = z.infer<typeof Move>;
export const MoveKind = z.enum(['merge', 'split', 'rename', 'transfer', 'abolish', 'found']);
export type MoveKind = z.infer<typeof MoveKind>;

/** What is in the way of applying; each names the move or the agency. */
export const MoveProblem = z.object({
  code: z.enum([
    'no_moves',
    'undecided', // a move without to
    'from_closed', // from is not there on that day, or is to end already
    'to_closed', // to is not there from that day on
    'to_itself',
    'from_twice', // two moves end one agency
    'split_mixed', // the moves of one split do not agree whether from ends, or two take its people
    'weights', // shares given for some heirs only, or they do not add up
    'founded_known', // the identifier of the new agency is taken
    'founded_twice',
    'parent_invalid', // the level of the parent is lower
    'parent_circle',
    'child_left', // an agency below one that ends has no place to go
    'code_invalid',
    'code_taken',
    'later_change', // something of the agency begins on that day or later
    'rights_beyond_own', // rights would move that the person who applies does not hold
  ]),
  moveId: id.nullable(),
  agency: AgencyRef.nullable(),
  /** The code, the date, the sum: what the sentence is about. */
  detail: z.string().nullable(),
});
export type MoveProblem = z.infer<typeof MoveProblem>;

/** How many, and the first of them. */
const some = <Row extends z.ZodType>(row: Row) => z.object({ count: z.number().int(), rows: z.array(row) });

/** All that applying would change, and what stands open meanwhile. */
export const ReorganisationEffects = z.object({
  problems: z.array(MoveProblem),
  ends: some(z.object({ agency: AgencyRef, heirs: z.array(AgencyRef) })),
  founded: some(z.object({ agency: AgencyRef, parent: AgencyRef.nullable() })),
  renamed: some(z.object({ agency: AgencyRef, name: z.string() })),
  moved: some(z.object({ agency: AgencyRef, from: AgencyRef.nullable(), to: AgencyRef.nullable() })),
  codes: some(z.object({ agency: AgencyRef, system: CodeSystem, code: z.string(), what: z.enum(['begins', 'ends']) })),
  /** Posts: `to` null where the post ends. `joined`: the person holds the same post there already. */
  posts: some(
    z.object({
      person: z.string(),
      position: z.string(),
      from: AgencyRef,
      to: AgencyRef.nullable(),
      joined: z.boolean(),
    }),
  ),
  postsEnding: z.number().int(),
  /** Rights; `to` null where the right ends or is for the whole node. */
  roles: some(
    z.object({
      person: z.string(),
      role: z.string(),
      from: AgencyRef.nullable(),
      to: AgencyRef.nullable(),
      ends: z.boolean(),
    }),
  ),
  rolesEnding: z.number().int(),
  /** Authority that was lent from a post or for an agency that ends: it ends with it. */
  lent: some(z.object({ giver: z.string(), taker: z.string(), agency: AgencyRef })),
  /** Moves that rest on a guess. */
  guessed: z.number().int(),
  /** What the other modules have open at agencies that end. `what` is a key in the module's texts. */
  work: z.array(
    z.object({
      module: z.string(),
      what: z.string(),
      agency: AgencyRef,
      count: z.number().int(),
      examples: z.array(z.object({ label: z.string(), path: z.string() })),
    }),
  ),
});
export type ReorganisationEffects = z.infer<typeof ReorganisationEffects>;

export const ReorganisationRow = z.object({
  id,
  title: z.string(),
  legal: LegalBasis,
  effectiveOn: day,
  state: ReorganisationState,
  moveCount: z.number().int(),
  guessedCount: z.number().int(),
  appliedAt: z.iso.datetime().nullable(),
  /** Why it could not be applied on its day; back in draft then. */
  failure: z.string().nullable(),
});
export type ReorganisationRow = z.infer<typeof ReorganisationRow>;

export const Reorganisation = ReorganisationRow.extend({
  /** Grows with each change: who saves over another's change is refused. */
  version: z.number().int(),
  moves: z.array(Move),
  /** Names of all agencies that the moves speak of, as on the day before. */
  agencies: z.array(AgencyRef),
  can: z.object({
    change: z.boolean(),
    preview: z.boolean(),
    apply: z.boolean(),
    withdraw: z.boolean(),
    revert: z.boolean(),
    decide: z.boolean(),
  }),
});
export type Reorganisation = z.infer<typeof Reorganisation>;

export const WriteReorganisation = z.object({ title: text(300), legal: LegalBasis, effectiveOn: day });
export type WriteReorganisation = z.infer<typeof WriteReorganisation>;

export const MOST_MOVES = 5_000;
export const WriteMoves = z.object({ version: z.number().int(), moves: z.array(Move).max(MOST_MOVES) });
export type WriteMoves = z.infer<typeof WriteMoves>;

/** Where an old unit may have gone, the likeliest first. A person decides. */
export const Proposal = z.object({
  moveId: id,
  candidates: z.array(z.object({ toId: id, guess: Guess })),
});
export type Proposal = z.infer<typeof Proposal>;

export const ReorganisationPage = page(ReorganisationRow);
export type ReorganisationPage = z.infer<typeof ReorganisationPage>;

const read = { kind: 'permission', permission: 'directory.agency.read' } as const;
const write = { kind: 'permission', permission: 'directory.reorganisation.write' } as const;
const known = ['directory.reorganisation_not_found', 'directory.reorganisation_state'] as const;

export const reorganisationRoutes = {
  listReorganisations: {
    method: 'GET',
    path: '/api/directory/reorganisations',
    summary: 'Reorganisations, the latest effective day first',
    query: z.object({ state: ReorganisationState.optional(), cursor: cursor.optional(), limit: limit(200, 50) }),
    response: ReorganisationPage,
    access: read,
  },
  createReorganisation: {
    method: 'POST',
    path: '/api/directory/reorganisations',
    summary: 'Begin a draft: its legal basis and its day',
    body: WriteReorganisation,
    response: Reorganisation,
    status: 201,
    access: write,
  },
  getReorganisation: {
    method: 'GET',
    path: '/api/directory/reorganisations/:id',
    summary: 'One reorganisation with its moves',
    params: z.object({ id }),
    response: Reorganisation,
    access: read,
    errors: ['directory.reorganisation_not_found'],
  },
  changeReorganisation: {
    method: 'PATCH',
    path: '/api/directory/reorganisations/:id',
    summary: 'Change title, legal basis or day of a draft',
    params: z.object({ id }),
    body: WriteReorganisation.extend({ version: z.number().int() }),
    response: Reorganisation,
    access: write,
    errors: [...known, 'platform.conflict'],
  },
  discardReorganisation: {
    method: 'DELETE',
    path: '/api/directory/reorganisations/:id',
    summary: 'Throw a draft away',
    params: z.object({ id }),
    response: z.object({ id }),
    access: write,
    errors: known,
  },
  changeMoves: {
    method: 'PUT',
    path: '/api/directory/reorganisations/:id/moves',
    summary: 'Set the moves of a draft, all at once',
    params: z.object({ id }),
    body: WriteMoves,
    response: Reorganisation,
    access: write,
    errors: [...known, 'platform.conflict', 'directory.agency_not_found'],
  },
  proposeMoves: {
    method: 'GET',
    path: '/api/directory/reorganisations/:id/proposals',
    summary: 'Where each undecided unit may go, by name, code and nearness; nothing is written',
    params: z.object({ id }),
    response: z.object({ proposals: z.array(Proposal) }),
    access: read,
    errors: ['directory.reorganisation_not_found'],
  },
  previewReorganisation: {
    method: 'POST',
    path: '/api/directory/reorganisations/:id/preview',
    summary: 'All effects of a draft; without problems it is ready to be applied',
    params: z.object({ id }),
    response: z.object({ reorganisation: Reorganisation, effects: ReorganisationEffects }),
    access: write,
    errors: known,
  },
  applyReorganisation: {
    method: 'POST',
    path: '/api/directory/reorganisations/:id/apply',
    summary: 'Apply now where its day has come, else on its day',
    params: z.object({ id }),
    body: z.object({ version: z.number().int() }),
    response: Reorganisation,
    access: write,
    errors: [...known, 'platform.conflict', 'directory.reorganisation_blocked'],
  },
  withdrawReorganisation: {
    method: 'POST',
    path: '/api/directory/reorganisations/:id/withdraw',
    summary: 'Take a scheduled one back before its day',
    params: z.object({ id }),
    response: Reorganisation,
    access: write,
    errors: known,
  },
  revertReorganisation: {
    method: 'POST',
    path: '/api/directory/reorganisations/:id/revert',
    summary: 'Undo an applied one whole; refused once something later stands on it',
    params: z.object({ id }),
    response: Reorganisation,
    access: write,
    errors: [...known, 'directory.reorganisation_stands'],
  },
  decideMove: {
    method: 'POST',
    path: '/api/directory/reorganisations/:id/moves/:moveId/decision',
    summary: 'Decide where a guessed unit of an applied reorganisation went',
    params: z.object({ id, moveId: id }),
    body: z.object({ toId: id }),
    response: Reorganisation,
    access: write,
    errors: [...known, 'directory.move_not_found', 'directory.agency_not_found'],
  },
} as const satisfies Contract;
