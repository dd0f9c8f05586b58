import type { ColumnType } from 'kysely';

export interface SavedViewTables {
  'platform.saved_view': {
    id: string;
    person_id: string;
    screen: string;
    name: string;
    filters: ColumnType<Record<string, string>, string, string>;
    changed_at: Date;
  };
}
