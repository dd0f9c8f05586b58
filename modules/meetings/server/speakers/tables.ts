import type { SpeechKind } from '../../contract.ts';

/** Tables of the list of speakers. Lengths are milliseconds. */
export interface SpeakerTables {
  'meetings.speaker': {
    id: string;
    session_id: string;
    item_id: string;
    participant_id: string | null;
    kind: SpeechKind;
    answer: boolean;
    point_of_order: boolean;
    category_id: string | null;
    note: string | null;
    unit: string | null;
    weight: number | null;
    entered_at: Date;
    begun_at: Date | null;
    paused_at: Date | null;
    resumed_at: Date | null;
    ended_at: Date | null;
    paused_for: number;
    time_limit: number | null;
    extra: number;
    spoken_before: number;
    removed_at: Date | null;
  };
  'meetings.unit_account': {
    item_id: string;
    unit: string;
    initial: number;
    added: number;
    remaining: number;
    running_since: Date | null;
  };
}
