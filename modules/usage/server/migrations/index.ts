import type { Migration } from 'kysely/migration';
import * as usage0001 from './0001_sites.ts';
import * as usage0002 from './0002_set_aside.ts';

export const usageMigrations: Record<string, Migration> = {
  '0001_sites': usage0001,
  '0002_set_aside': usage0002,
};
