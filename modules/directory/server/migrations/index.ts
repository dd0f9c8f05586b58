import type { Migration } from 'kysely/migration';
import * as directory0001 from './0001_directory.ts';
import * as directory0002 from './0002_calendar.ts';
import * as directory0003 from './0003_reorganisations.ts';
import * as directory0004 from './0004_second_factor.ts';
import * as directory0005 from './0005_boundaries.ts';
import * as directory0006 from './0006_delegations.ts';
import * as directory0007 from './0007_search.ts';
import * as directory0008 from './0008_security.ts';
import * as directory0009 from './0009_people_in_order.ts';
import * as directory0010 from './0010_posts_of_agency.ts';

export const directoryMigrations: Record<string, Migration> = {
  '0001_directory': directory0001,
  '0002_calendar': directory0002,
  '0003_reorganisations': directory0003,
  '0004_second_factor': directory0004,
  '0005_boundaries': directory0005,
  '0006_delegations': directory0006,
  '0007_search': directory0007,
  '0008_security': directory0008,
  '0009_people_in_order': directory0009,
  '0010_posts_of_agency': directory0010,
};
