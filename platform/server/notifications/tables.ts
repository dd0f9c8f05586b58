import type { ColumnType } from 'kysely';

export interface NotificationTables {
  'platform.notification': {
    id: string;
    person_id: string;
    kind: string;
    subject_type: string;
    subject_id: string;
    text: string;
    values: ColumnType<Record<string, string | number>, string, never>;
    link: string;
    at: Date;
    read_at: Date | null;
  };
}
