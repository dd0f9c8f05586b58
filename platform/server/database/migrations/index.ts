import type { Migration } from 'kysely/migration';
import * as platform0001 from './0001_platform.ts';
import * as platform0002 from './0002_auth.ts';
import * as platform0003 from './0003_mail.ts';
import * as platform0004 from './0004_sign_in.ts';
import * as platform0005 from './0005_own_things.ts';
import * as platform0006 from './0006_backup.ts';
import * as platform0007 from './0007_hats.ts';
import * as platform0008 from './0008_imports.ts';
import * as platform0009 from './0009_operations.ts';
import * as platform0010 from './0010_audit_words.ts';

export const platformMigrations: Record<string, Migration> = {
  '0001_platform': platform0001,
  '0002_auth': platform0002,
  '0003_mail': platform0003,
  '0004_sign_in': platform0004,
  '0005_own_things': platform0005,
  '0006_backup': platform0006,
  '0007_hats': platform0007,
  '0008_imports': platform0008,
  '0009_operations': platform0009,
  '0010_audit_words': platform0010,
};
