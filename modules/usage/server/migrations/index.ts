import type { Migration } from 'kysely/migration';
import * as usage0001 from './0001_sites.ts';
import * as usage0002 from './0002_set_aside.ts';
import * as usage0003 from './0003_api_keys.ts';
import * as usage0004 from './0004_log_imports.ts';
import * as usage0005 from './0005_gaps.ts';
import * as usage0006 from './0006_rate_definitions.ts';
import * as usage0007 from './0007_alerts.ts';
import * as usage0008 from './0008_goals.ts';
import * as usage0009 from './0009_public_boards.ts';
import * as usage0010 from './0010_segments.ts';
import * as usage0011 from './0011_report_mails.ts';

export const usageMigrations: Record<string, Migration> = {
  '0001_sites': usage0001,
  '0002_set_aside': usage0002,
  '0003_api_keys': usage0003,
  '0004_log_imports': usage0004,
  '0005_gaps': usage0005,
  '0006_rate_definitions': usage0006,
  '0007_alerts': usage0007,
  '0008_goals': usage0008,
  '0009_public_boards': usage0009,
  '0010_segments': usage0010,
  '0011_report_mails': usage0011,
};
