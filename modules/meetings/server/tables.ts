import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
  AttendanceAnswer,
  BodyKind,
  BodyRules,
  ConclusionKind,
  ConclusionUnit,
  DocumentVisibility,
  Duty,
  InvitationText,
  ItemContent,
  ItemState,
  ItemVisibility,
  MinutesSection,
  ParticipantKind,
  SeatOffice,
  SessionKind,
  SessionState,
  SubstituteLeave,
} from '../contract.ts';
import type { JournalKind } from './journal/journal-kinds.ts';
import type { SpeakerTables } from './speakers/tables.ts';

/** A bigint column: text as it is read, so that no digit is lost. */
type Big = ColumnType<string, string | number | bigint, string | number | bigint>;

/** Tables of the schema `meetings`. */
export interface MeetingsTables extends SpeakerTables {
  'meetings.body': {
    id: string;
    agency_id: string;
    kind: BodyKind;
    name: string;
    short_name: string;
    /** Names without accents, for search. */
    search: string;
    founded_on: string;
    ended_on: string | null;
    created_at: Generated<Date>;
  };
  'meetings.body_act': {
    id: string;
    body_id: string;
    kind: 'found' | 'reform' | 'rules' | 'end';
    decision: string;
    decided_on: string;
    effective_on: string;
    note: Generated<string>;
    /** The name that it gave; null where it left the name. */
    name: string | null;
    short_name: string | null;
    recorded_at: Generated<Date>;
  };
  'meetings.body_seat': {
    id: string;
    body_id: string;
    act_id: string;
    end_act_id: string | null;
    office: SeatOffice;
    /** Null: the seat is known by its title only. */
    person_id: string | null;
    name: string;
    title: string;
    unit_id: string | null;
    votes: boolean;
    place: number;
    from_on: string;
    /** The first day on which it is no longer held. */
    to_on: string | null;
  };
  'meetings.body_rules': {
    id: string;
    body_id: string;
    act_id: string | null;
    from_on: string;
    rules: JSONColumnType<BodyRules>;
    source: string;
  };
  'meetings.session': {
    id: string;
    body_id: string;
    agency_id: string;
    /** Which sitting of the body (phiên họp lần thứ). */
    ordinal: number | null;
    kind: SessionKind;
    title: string;
    search: string;
    state: SessionState;
    starts_at: Date;
    ends_at: Date;
    opened_at: Date | null;
    closed_at: Date | null;
    /** The rules as they were when the session opened. */
    rules: JSONColumnType<BodyRules> | null;
    settings: ColumnType<Record<string, unknown>, string | undefined, string>;
    version: ColumnType<string, never, string | number | bigint>;
    last_number: ColumnType<number, never, number>;
    cancel_reason: Generated<string>;
    /** When those who have not answered were reminded last. */
    reminded_at: Generated<Date | null>;
    created_at: Generated<Date>;
  };
  'meetings.place': {
    id: string;
    session_id: string;
    ordinal: number;
    is_main: Generated<boolean>;
    name: string;
    agency_id: string | null;
    room: Generated<string>;
    latitude: number | null;
    longitude: number | null;
    head_id: string | null;
    operator_id: string | null;
  };
  'meetings.participant': {
    id: string;
    session_id: string;
    /** Running in the session, never reused: minutes cite it. */
    number: number;
    kind: ParticipantKind;
    duties: Generated<Duty[]>;
    person_id: string | null;
    seat_id: string | null;
    name: string;
    title: string;
    unit_id: string | null;
    unit_name: Generated<string>;
    place_id: string | null;
    votes: boolean;
    /** Whole millionths. */
    weight: ColumnType<string, string | number | bigint | undefined, string | number | bigint>;
    delegated_to_id: string | null;
    substitute_for_id: string | null;
    answer: Generated<AttendanceAnswer>;
    answer_reason: Generated<string>;
    answered_at: Date | null;
    /** Name, title and unit without accents. */
    search: Generated<string>;
    /** Of a substitute: does the chair let them attend? */
    leave: SubstituteLeave | null;
  };
  'meetings.item': {
    id: string;
    session_id: string;
    parent_id: string | null;
    weight: number;
    number: Generated<string>;
    title: string;
    visibility: ItemVisibility;
    content: ItemContent;
    content_id: string | null;
    presenter_id: string | null;
    presenter: Generated<string>;
    /** Planned, in seconds. */
    seconds: number | null;
    state: Generated<ItemState>;
    opened_at: Date | null;
    closed_at: Date | null;
    comment: Generated<string>;
    /** A break that follows, in seconds. */
    break_after: Generated<number>;
    tags: Generated<string[]>;
    /** The list of speakers takes nobody more. */
    list_closed: Generated<boolean>;
  };
  'meetings.invitation': {
    id: string;
    session_id: string;
    sent_at: Date;
    text: JSONColumnType<InvitationText>;
    urgent_reason: string;
    people: number;
  };
  'meetings.document': {
    id: string;
    session_id: string;
    item_id: string | null;
    title: string;
    visibility: DocumentVisibility;
    presenter: string;
    withdrawn_at: Date | null;
    created_at: Generated<Date>;
  };
  'meetings.document_version': {
    document_id: string;
    number: number;
    file_key: string;
    file_name: string;
    media_type: string;
    bytes: Big;
    sha256: Buffer;
    uploaded_at: Date;
    uploaded_by: string;
    late: boolean;
  };
  'meetings.journal': {
    session_id: string;
    seq: Big;
    at: Date;
    kind: JournalKind;
    item_id: string | null;
    participant_id: string | null;
    actor_id: string | null;
    data: ColumnType<Record<string, unknown>, string, never>;
    corrects: Big | null;
  };
  'meetings.conclusion': {
    id: string;
    session_id: string;
    number: number;
    item_id: string | null;
    kind: ConclusionKind;
    text: string;
    lead: ColumnType<ConclusionUnit | null, string | null, string | null>;
    partners: ColumnType<ConclusionUnit[], string, string>;
    product: string;
    due_on: string | null;
    monitor: string;
    confirmed_at: ColumnType<Date | null, never, Date>;
    confirmed_by: ColumnType<string | null, never, string>;
    confirmed_seq: ColumnType<string | null, never, bigint>;
  };
  'meetings.minutes': {
    session_id: string;
    state: 'draft' | 'with_chair' | 'signed';
    sections: ColumnType<MinutesSection[], string, string>;
    version: number;
    journal_version: Big;
    secretary_id: string | null;
    secretary_at: Date | null;
    chair_id: string | null;
    chair_at: Date | null;
    /** Of the sections that both signed. */
    sha256: string | null;
  };
  'meetings.minutes_correction': { id: string; session_id: string; by_id: string; at: Date; text: string };
  'meetings.notice': {
    session_id: string;
    number: string;
    issued_on: string;
    issued_by: string;
    issued_at: Date;
  };
}
