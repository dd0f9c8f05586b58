import type { Migration } from 'kysely/migration';
import * as meetings0001 from './0001_meetings.ts';
import * as media0009 from './0009_media.ts';

export const meetingsMigrations: Record<string, Migration> = {
  '0001_meetings': meetings0001,
  '0009_media': media0009,
};
