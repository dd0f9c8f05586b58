/**
 * A list of speakers as the rules see it. Rules are functions from a list to a list; what is stored and who is told is
 * for the verbs. All times are milliseconds: moments since 1970 on the server's clock, or lengths.
 */
export type SpeechKind = 'none' | 'contribution' | 'pro' | 'contra' | 'intervention' | 'question';

export type EntryState = 'waiting' | 'speaking' | 'paused' | 'finished';

export interface Entry {
  id: string;
  /** Nobody only for interventions, questions and their answers that were reserved first. */
  participantId: string | null;
  kind: SpeechKind;
  /** Replies to an intervention or a question, and is of its kind. */
  answer: boolean;
  pointOfOrder: boolean;
  categoryId: string | null;
  note: string | null;
  /** The unit whose account the speech is charged to; null where it is charged to none. */
  unit: string | null;
  /** Place among those who wait, small first; null goes last. */
  weight: number | null;
  begunAt: number | null;
  pausedAt: number | null;
  /** When the last pause ended. */
  resumedAt: number | null;
  endedAt: number | null;
  /** All pauses that have ended. */
  pausedFor: number;
  /** Time allowed, fixed when the word is given; 0 counts up from nothing, null has no clock. */
  limit: number | null;
  /** What the chair gave (or took) on top. */
  extra: number;
  /** Spoken before the entry was put back. */
  spokenBefore: number;
}

/** The time of a unit on one list. */
export interface Account {
  unit: string;
  initial: number;
  added: number;
  /** May be below zero. Without what runs now: {@link accountAt}. */
  remaining: number;
  runningSince: number | null;
}

/** A category of points of order; small ranks come first. */
export interface OrderCategory {
  id: string;
  rank: number;
}

export interface ListSettings {
  presentOnly: boolean;
  /** A person may wait more than once. */
  allowMultiple: boolean;
  pointsOfOrder: boolean;
  pointOfOrderForOthers: boolean;
  pointOfOrderCategories: boolean;
  closingStopsPointsOfOrder: boolean;
  proContra: boolean;
  contributionBySelf: boolean;
  questions: boolean;
  /** Time of an intervention; 0 switches interventions off. */
  interventionTime: number;
  delegatorsMaySpeak: boolean;
  /** The speaker's clock follows the list. */
  coupledClock: boolean;
  /** Time of an ordinary speech; 0 sets no limit. */
  speakingTime: number;
  /** Time of a new account; 0 switches accounts off. */
  unitTime: number;
}

export interface SpeakerList {
  settings: ListSettings;
  closed: boolean;
  categories: readonly OrderCategory[];
  entries: readonly Entry[];
  accounts: readonly Account[];
}

/** Who acts. */
export interface Caller {
  participantId: string | null;
  /** Keeps the list: chair, secretary. */
  manages: boolean;
  speaks: boolean;
}

/** Somebody of the session as far as the list asks. */
export interface SpeakerPerson {
  present: boolean;
  /** Has given the vote away. */
  delegated: boolean;
}

export function entryState({ begunAt, pausedAt, endedAt }: Entry): EntryState {
  if (endedAt !== null) return 'finished';
  if (begunAt === null) return 'waiting';
  return pausedAt === null ? 'speaking' : 'paused';
}

export const isOver = (entry: Entry): boolean => entry.endedAt !== null;
export const hasTheFloor = (entry: Entry): boolean => entry.begunAt !== null && entry.endedAt === null;

/** Those who wait, first to last. */
export function waiting({ entries }: SpeakerList): Entry[] {
  const place = ({ weight }: Entry): number => weight ?? Number.POSITIVE_INFINITY;
  return entries
    .filter((entry) => entryState(entry) === 'waiting')
    .toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** Who speaks now. There is one at most. */
export function speaking({ entries }: SpeakerList): Entry | undefined {
  return entries.find((entry) => entryState(entry) === 'speaking');
}

export function newEntry(id: string): Entry {
  return {
    id,
    participantId: null,
    kind: 'none',
    answer: false,
    pointOfOrder: false,
    categoryId: null,
    note: null,
    unit: null,
    weight: null,
    begunAt: null,
    pausedAt: null,
    resumedAt: null,
    endedAt: null,
    pausedFor: 0,
    limit: null,
    extra: 0,
    spokenBefore: 0,
  };
}

/** The list with one entry in a new state. */
export function withEntry(list: SpeakerList, entry: Entry): SpeakerList {
  return { ...list, entries: list.entries.map((one) => (one.id === entry.id ? entry : one)) };
}
