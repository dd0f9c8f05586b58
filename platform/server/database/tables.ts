import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** Tables of the schema `platform`, as migrated by `platform/server/database/migrations`. */
export interface PlatformTables {
  'platform.audit': AuditTable;
  'platform.audit_head': { chain: string; seq: number; hash: Buffer };
  'platform.event': EventTable;
  'platform.file': FileTable;
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
