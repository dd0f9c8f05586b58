import type { Migration } from 'kysely/migration';
import * as directory0001 from './0001_directory.ts';
import * as directory0002 from './0002_calendar.ts';

export const directoryMigrations: Record<string, Migration> = {
  '0001_directory': directory0001,
  '0002_calendar': directory0002,
};
