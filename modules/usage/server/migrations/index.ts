import type { Migration } from 'kysely/migration';
import * as usage0001 from './0001_sites.ts';

export const usageMigrations: Record<string, Migration> = { '0001_sites': usage0001 };
