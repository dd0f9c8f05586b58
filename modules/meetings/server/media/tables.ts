import type { MessageKind } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

/** Tables of picture, sound and what is said beside them. */
export interface MediaTables extends MeetingsTables {
  'meetings.media_removed': { participant_id: string; session_id: string; at: Date };
  'meetings.message': {
    id: string;
    session_id: string;
    kind: MessageKind;
    participant_id: string;
    text: string;
    at: Date;
    hidden_at: Date | null;
    hidden_by_id: string | null;
  };
  'meetings.recording': {
    id: string;
    session_id: string;
    by_id: string;
    type: string;
    state: 'running' | 'finished' | 'broken_off';
    started_at: Date;
    ended_at: Date | null;
    /** When the last piece came. */
    heard_at: Date;
  };
  'meetings.recording_piece': {
    recording_id: string;
    /** 0, 1, 2 …: one after the other they are the file. */
    piece: number;
    file_key: string;
    bytes: number;
    sha256: Buffer;
  };
}
