import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { ImportRun, ImportState, LineProblem } from '../../contracts/imports.ts';

/** Tables of the schema `platform`, as migrated by `platform/server/database/migrations`. */
export interface PlatformTables {
  'platform.audit': AuditTable;
  'platform.audit_head': { chain: string; seq: number; hash: Buffer };
  'platform.event': EventTable;
  'platform.file': FileTable;
  'platform.import_run': ImportRunTable;
  'platform.import_line': ImportLineTable;
  'platform.setting': { key: string; value: JSONColumnType<object, string, string>; changed_at: Generated<Date> };
}

interface AuditTable {
  id: string;
  chain: string;
  seq: number;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_unit_id: string | null;
  actor_assignment_id: string | null;
  on_behalf_of_id: string | null;
  request_id: string;
  action: string;
  subject_type: string;
  subject_id: string;
  unit_id: string | null;
  before: unknown;
  after: unknown;
  hash: Buffer;
}

interface EventTable {
  id: Generated<number>;
  topic: string;
  payload: ColumnType<Record<string, unknown>, string, never>;
  at: Generated<Date>;
}

interface FileTable {
  key: string;
  module: string;
  name: string;
  media_type: string;
  size: number;
  sha256: Buffer;
  unit_id: string | null;
  created_at: Generated<Date>;
}

interface ImportRunTable {
  id: string;
  kind: string;
  file_name: string;
  sha256: Buffer;
  state: ImportState;
  columns: JSONColumnType<ImportRun['columns']>;
  mapping: JSONColumnType<Record<string, number>>;
  options: JSONColumnType<Record<string, string>>;
  actor: JSONColumnType<object, string, string>;
  person_id: string | null;
  unit_id: string | null;
  lines: number;
  checked: Generated<number>;
  valid: Generated<number>;
  bad: Generated<number>;
  done: Generated<number>;
  failure: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  beat_at: Date | null;
}

interface ImportLineTable {
  import_id: string;
  line: number;
  cells: JSONColumnType<string[]>;
  state: 'unchecked' | 'waiting' | 'bad' | 'done' | 'undone';
  problems: ColumnType<LineProblem[] | null, string | null, string | null>;
  value: ColumnType<unknown, string | null, string | null>;
  result: ColumnType<unknown, string | null, string | null>;
}
