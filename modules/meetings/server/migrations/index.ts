import type { Migration } from 'kysely/migration';
import * as meetings0001 from './0001_meetings.ts';

export const meetingsMigrations: Record<string, Migration> = {
  '0001_meetings': meetings0001,
};
