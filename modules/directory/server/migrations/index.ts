import type { Migration } from 'kysely/migration';
import * as directory0001 from './0001_directory.ts';

export const directoryMigrations: Record<string, Migration> = { '0001_directory': directory0001 };
