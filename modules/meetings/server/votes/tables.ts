import type { ColumnType, Generated } from 'kysely';
import type { Threshold, Visibility, VoteOutcome, VoteState } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import type { Ballot } from './ballot.ts';
import type { VoteForm } from './form.ts';
import type { OptionLabel } from './plan.ts';

/** A value of a jsonb column: read as itself, written as text. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** Numbers as decimal texts, so that JSON keeps every millionth; null is not known. */
export type AnswersText = Record<'yes' | 'no' | 'abstain', string | null>;

export interface TallyText {
  options: Record<string, AnswersText>;
  toAll: AnswersText;
  valid: string | null;
  invalid: string | null;
  cast: string | null;
}

export interface QuorumRecord {
  state: 'holds' | 'undecided' | 'missing';
  members: number;
  present: number;
  uncertain: number;
  needed: number;
  /** Why the chair let the vote start all the same. */
  overrideReason: string | null;
}

export interface ElectorateText {
  /** Heads; and weights as decimal text. */
  memberCount: number;
  presentCount: number;
  members: string;
  present: string;
}

export interface TieRecord {
  /** How the chair voted; null: not at all. */
  chairAnswer: 'yes' | 'no' | 'abstain' | null;
  proposed: 'passed' | 'failed';
  /** The secretary who confirmed it. */
  confirmedBy: string | null;
  confirmedAt: string | null;
}

/** Tables of presence and votes. */
export interface VoteTables extends MeetingsTables {
  'meetings.presence': {
    id: string;
    session_id: string;
    participant_id: string;
    place_id: string | null;
    from_at: Date;
    to_at: Date | null;
    /** Since when the line is lost. */
    lost_at: Date | null;
    source: 'self' | 'head' | 'secretary';
    recorded_by: string | null;
    ended_by: string | null;
  };
  'meetings.vote': {
    id: string;
    session_id: string;
    item_id: string;
    /** Running in the session, never reused. */
    number: number;
    round: number;
    previous_id: string | null;
    title: string;
    question: string;
    visibility: Visibility;
    form: Json<Omit<VoteForm, 'options'>>;
    threshold: Json<Threshold>;
    text_sha256: Buffer | null;
    text_name: string | null;
    state: Generated<VoteState>;
    started_at: Date | null;
    stopped_at: Date | null;
    published_at: Date | null;
    casting_side: boolean | null;
    proxies: boolean | null;
    quorum: JsonOrNull<QuorumRecord>;
    electorate: JsonOrNull<ElectorateText>;
    public_key: Buffer | null;
    tally: JsonOrNull<TallyText>;
    outcomes: JsonOrNull<Record<string, VoteOutcome>>;
    tie: JsonOrNull<TieRecord>;
  };
  'meetings.vote_option': { id: string; vote_id: string; place: number; label: Json<OptionLabel> };
  'meetings.vote_key': { vote_id: string; sealed: Buffer };
  'meetings.vote_voter': {
    vote_id: string;
    participant_id: string;
    weight: ColumnType<string, string | number | bigint, never>;
    holder_id: string | null;
    present: boolean;
  };
  'meetings.vote_named': {
    vote_id: string;
    participant_id: string;
    acting_id: string;
    by_phone: Generated<boolean>;
    ballot: Json<Ballot>;
    cast_at: Date;
  };
  'meetings.vote_mark': { vote_id: string; participant_id: string; acting_id: string };
  'meetings.vote_ballot': { id: string; vote_id: string; sealed: Buffer | null; ballot: JsonOrNull<Ballot> };
}
