import type { Insertable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';

/** Tables of which a reorganisation ends rows and begins rows; in the order in which rows may begin. */
export const CHANGED_TABLES = [
  'directory.agency',
  'directory.agency_name',
  'directory.agency_code',
  'directory.agency_parent',
  'directory.agency_link',
  'directory.assignment',
  'directory.role_grant',
  'directory.delegation',
] as const;
export type ChangedTable = (typeof CHANGED_TABLES)[number];

/** A row that goes on no longer; `was` is the end it had. */
export interface Ended {
  table: ChangedTable;
  rowId: string;
  was: Day | null;
  agencyId: string | null;
}

export interface Begun {
  table: ChangedTable;
  row: Record<string, unknown> & { id: string };
}

/** Collects what a reorganisation writes. Nothing else is ever done to a row: it ends, or it begins. */
export interface Book {
  readonly ended: readonly Ended[];
  readonly begun: readonly Begun[];
  /** Answers false when the row begins on that day or later: then something stands in the way. */
  end(
    table: ChangedTable,
    row: { id: string; valid_from: Day | null; valid_to: Day | null },
    agencyId: string | null,
  ): boolean;
  /** Answers the row's id. */
  begin<Table extends ChangedTable>(
    table: Table,
    row: Omit<Insertable<DirectoryTables[Table]>, 'id'> & { id?: string },
  ): string;
}

export function openBook(day: Day, later: (agencyId: string | null, from: Day) => void): Book {
  const ended: Ended[] = [];
  const begun: Begun[] = [];
  return {
    ended,
    begun,
    end(table, { id, valid_from, valid_to }, agencyId) {
      if (valid_from !== null && valid_from >= day) {
        later(agencyId, valid_from);
        return false;
      }
      ended.push({ table, rowId: id, was: valid_to, agencyId });
      return true;
    },
    begin(table, row) {
      const id = row.id ?? uuidv7();
      begun.push({ table, row: { ...row, id } });
      return id;
    },
  };
}
