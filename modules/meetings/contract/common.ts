import { z } from 'zod';
import { cursor, day, id, limit, q, text } from '#platform/inputs.ts';

/* What all parts of the module share. Each schema and its type bear one name. Instants are ISO texts in UTC. */

export { cursor, day, id, limit, q, text };
export const instant = z.iso.datetime();

export const page = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next: cursor.nullable(),
    /** How many in all; told on the first page only. */
    total: z.number().int().nullable(),
  });

/** An agency of the directory, under its name of the day in question. */
export const AgencyRef = z.object({ id, name: z.string(), shortName: z.string() });
export type AgencyRef = z.infer<typeof AgencyRef>;

export const PersonRef = z.object({ id, name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

/** A share of a whole, kept as two whole numbers: 2/3 is never 0.667. */
export const Fraction = z
  .object({ numerator: z.number().int().min(1).max(1_000), denominator: z.number().int().min(1).max(1_000) })
  .refine(({ numerator, denominator }) => numerator <= denominator, {
    params: { problem: 'meetings.fraction' },
    message: 'A share is at most the whole.',
  });
export type Fraction = z.infer<typeof Fraction>;

/** What yes is measured against. */
export const VoteBase = z.enum([
  'yes_no', // yes and no
  'valid', // and abstentions
  'cast', // and invalid ballots
  'present', // entitled and present when the vote started
  'all_members', // all entitled
]);
export type VoteBase = z.infer<typeof VoteBase>;

/** A threshold and its base are one thing; the article that orders it stands beside. */
export const Majority = z.object({
  fraction: Fraction,
  /** True: more than the fraction (quá nửa). False: at least it (ít nhất hai phần ba). */
  strict: z.boolean(),
  base: VoteBase,
  source: z.string().max(500),
});
export type Majority = z.infer<typeof Majority>;

export const Visibility = z.enum([
  'open', // giơ tay, công khai: totals; names if the body wants
  'named', // ghi tên: each vote stands in the minutes for ever
  'secret', // bỏ phiếu kín: who voted, what was voted, no link
  'by_hand', // counted by a counting board, typed in
]);
export type Visibility = z.infer<typeof Visibility>;

/** Working rules of a body (quy chế làm việc). Every number is a setting, because every body sets its own. */
export const BodyRules = z.object({
  /** Who decides: the count of votes, or the chair after discussion, whom votes advise. */
  decides: z.enum(['vote', 'chair']),
  majority: Majority,
  /** Present members at least, as a share of all: ⌈q·M⌉. */
  quorum: Fraction,
  /** May the chair let a vote start without quorum, with a reason in the record? */
  quorumOverride: z.boolean(),
  /** Yes and no equal: not passed, or the side of a chair who voted openly. */
  tie: z.enum(['fails', 'chair_side']),
  substitutes: z.object({ attend: z.boolean(), vote: z.boolean(), countForQuorum: z.boolean() }),
  /** May a member give the vote to another member? */
  proxies: z.boolean(),
  /** What no answer to an opinion form means. */
  silence: z.enum(['agrees', 'not_counted']),
  visibility: Visibility,
  /** Working days. */
  days: z.object({
    invitation: z.number().int().min(0).max(60),
    notice: z.number().int().min(0).max(60),
    opinionLeast: z.number().int().min(0).max(60),
    opinionMost: z.number().int().min(0).max(60),
  }),
  /** Minutes for which a lost line keeps a person present. */
  graceMinutes: z.number().int().min(0).max(120),
});
export type BodyRules = z.infer<typeof BodyRules>;

export const BodyKind = z.enum(['committee', 'steering_committee', 'peoples_committee', 'council', 'working_group']);
export type BodyKind = z.infer<typeof BodyKind>;

export const SeatOffice = z.enum(['chair', 'standing_deputy', 'deputy', 'member', 'secretary']);
export type SeatOffice = z.infer<typeof SeatOffice>;

export const SessionState = z.enum(['draft', 'invited', 'open', 'paused', 'closed', 'cancelled']);
export type SessionState = z.infer<typeof SessionState>;

export const ParticipantKind = z.enum(['member', 'substitute', 'invitee', 'staff']);
export type ParticipantKind = z.infer<typeof ParticipantKind>;

/** What somebody may do in one session, beside taking part. */
export const Duty = z.enum(['chair', 'secretary', 'counting', 'operator', 'viewer', 'auditor']);
export type Duty = z.infer<typeof Duty>;

export const AttendanceAnswer = z.enum(['pending', 'accepted', 'declined', 'substituted']);
export type AttendanceAnswer = z.infer<typeof AttendanceAnswer>;

export const ItemState = z.enum(['planned', 'open', 'paused', 'closed', 'postponed', 'withdrawn']);
export type ItemState = z.infer<typeof ItemState>;

/** Who sees an item: all; who may see internal ones (chair, secretary, managers); who manages. */
export const ItemVisibility = z.enum(['common', 'internal', 'hidden']);
export type ItemVisibility = z.infer<typeof ItemVisibility>;

export const ItemContent = z.enum(['topic', 'resolution', 'block', 'election']);
export type ItemContent = z.infer<typeof ItemContent>;
