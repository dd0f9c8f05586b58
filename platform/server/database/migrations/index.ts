import type { Migration } from 'kysely/migration';
import * as platform0001 from './0001_platform.ts';

export const platformMigrations: Record<string, Migration> = { '0001_platform': platform0001 };
