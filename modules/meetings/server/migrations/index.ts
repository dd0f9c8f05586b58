import type { Migration } from 'kysely/migration';
import * as meetings0001 from './0001_meetings.ts';
import * as media0002 from './0002_media.ts';
import * as prepare0003 from './0003_prepare.ts';
import * as votes0004 from './0004_votes.ts';
import * as floor0005 from './0005_floor.ts';
import * as invitations0006 from './0006_invitations.ts';
import * as papers0007 from './0007_papers.ts';

export const meetingsMigrations: Record<string, Migration> = {
  '0001_meetings': meetings0001,
  '0002_media': media0002,
  '0003_prepare': prepare0003,
  '0004_votes': votes0004,
  '0005_floor': floor0005,
  '0006_invitations': invitations0006,
  '0007_papers': papers0007,
};
