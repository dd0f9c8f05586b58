import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { cursor, id, limit } from '../inputs.ts';

/** Live topic of who looks after the node: a backup or a job moved on. */
export const OPERATIONS_TOPIC = 'platform.operations';

const instant = z.iso.datetime();
const count = z.number().int();
const Sized = z.object({ name: z.string(), bytes: z.number() });
/** Rows as the store estimates them; null where it has not counted yet. */
const SizedTable = Sized.extend({ rows: z.number().nullable() });

export const NodeState = z.object({
  /** As `GET /health/ready` of this process tells them. */
  parts: z.array(z.object({ name: z.string(), ready: z.boolean() })),
  versions: z.object({
    program: z.string(),
    node: z.string(),
    database: z.string(),
    store: z.string(),
    system: z.string(),
  }),
  startedAt: instant,
  memoryBytes: z.number(),
  disk: z.object({
    folder: z.string(),
    freeBytes: z.number(),
    totalBytes: z.number(),
    /** What of it lies in the data folder, the largest first; measured once a minute at most. */
    takes: z.array(Sized),
    measuredAt: instant,
  }),
  database: z.object({ embedded: z.boolean(), bytes: z.number(), tables: z.array(SizedTable) }),
  store: z.object({ embedded: z.boolean(), bytes: z.number(), rows: z.number(), tables: z.array(SizedTable) }),
  /** Hits that are answered and not in the store yet; null where another process takes them. */
  waiting: z
    .object({
      count,
      since: instant.nullable(),
      bytes: z.number(),
      maxBytes: z.number(),
      problem: z.string().nullable(),
    })
    .nullable(),
  mail: z.object({ hasServer: z.boolean(), waiting: count, refused: count }),
  jobs: z.object({ waiting: count, retrying: count, active: count, failed: count }),
});
export type NodeState = z.infer<typeof NodeState>;

export const SettingRow = z.object({
  name: z.string(),
  /** Null where there is none, and for what is never shown. */
  value: z.string().nullable(),
  hidden: z.boolean(),
  source: z.enum(['environment', 'file', 'default']),
  description: z.string(),
});
export type SettingRow = z.infer<typeof SettingRow>;

export const QueueRow = z.object({
  job: z.string(),
  waiting: count,
  retrying: count,
  active: count,
  failed: count,
  /** Since the oldest that could run might have begun; null when none waits. */
  oldestSeconds: z.number().nullable(),
});
export type QueueRow = z.infer<typeof QueueRow>;

export const ScheduleRow = z.object({
  job: z.string(),
  /** In Asia/Ho_Chi_Minh. */
  cron: z.string(),
  nextAt: instant.nullable(),
  /** Null when it has not run for a week. */
  last: z
    .object({
      state: z.enum(['completed', 'failed', 'active', 'retrying']),
      at: instant,
      seconds: z.number().nullable(),
    })
    .nullable(),
});
export type ScheduleRow = z.infer<typeof ScheduleRow>;

export const FailedJobRow = z.object({ id, job: z.string(), failedAt: instant, tries: count, cause: z.string() });
export type FailedJobRow = z.infer<typeof FailedJobRow>;

export const BackupRow = z.object({
  id,
  state: z.enum(['running', 'done', 'failed']),
  place: z.string(),
  file: z.string(),
  sealed: z.boolean(),
  bytes: z.number().nullable(),
  cause: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Newer ones have taken its place. */
  removed: z.boolean(),
});
export type BackupRow = z.infer<typeof BackupRow>;

export const Backups = z.object({
  /** Is BACKUP_URL set? Without it none is made at night, and none can be asked for here. */
  nightly: z.boolean(),
  sealed: z.boolean(),
  keep: count,
  last: z.object({ endedAt: instant, place: z.string(), file: z.string(), bytes: z.number().nullable() }).nullable(),
  /** Nightly ones are asked for, and none was made for 36 hours. */
  late: z.boolean(),
  failed: z.object({ cause: z.string(), endedAt: instant }).nullable(),
  /** The one in hand: bytes read so far, before packing; `ofBytes` is what the last one read. */
  running: z
    .object({ startedAt: instant, step: z.string().nullable(), readBytes: z.number(), ofBytes: z.number().nullable() })
    .nullable(),
  /** One is asked for and has not begun. */
  asked: z.boolean(),
  /** Newest first; the last fifty. */
  rows: z.array(BackupRow),
  can: z.object({ backUp: z.boolean() }),
});
export type Backups = z.infer<typeof Backups>;

const look = { kind: 'permission', permission: 'platform.operations.read' } as const;
const act = { kind: 'permission', permission: 'platform.operations.write' } as const;

/** How the node itself does. All of it is of the whole node: held for one agency, the permissions open nothing. */
export const operationsContract = defineContract({
  getNode: {
    method: 'GET',
    path: '/api/operations/node',
    summary: 'Health by part, versions, disk, stores, what waits',
    response: NodeState,
    access: look,
  },
  listSettings: {
    method: 'GET',
    path: '/api/operations/settings',
    summary: 'Settings in force and where each comes from; secrets are not shown',
    response: z.object({ file: z.string(), rows: z.array(SettingRow) }),
    access: look,
  },
  listJobs: {
    method: 'GET',
    path: '/api/operations/jobs',
    summary: 'Queues by state, and work that recurs with its last run',
    response: z.object({
      queues: z.array(QueueRow),
      schedules: z.array(ScheduleRow),
      can: z.object({ act: z.boolean() }),
    }),
    access: look,
  },
  listFailedJobs: {
    method: 'GET',
    path: '/api/operations/failed-jobs',
    summary: 'Jobs that failed for good, newest first',
    query: z.object({ cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(FailedJobRow), next: cursor.nullable() }),
    access: look,
  },
  retryFailedJobs: {
    method: 'POST',
    path: '/api/operations/failed-jobs/retry',
    summary: 'Let all failed jobs try again, a thousand at a time',
    response: z.object({ retried: count }),
    access: act,
  },
  retryFailedJob: {
    method: 'POST',
    path: '/api/operations/failed-jobs/:id/retry',
    summary: 'Let a failed job try again',
    params: z.object({ id }),
    response: z.object({}),
    access: act,
    errors: ['platform.job_not_found'],
  },
  removeFailedJob: {
    method: 'DELETE',
    path: '/api/operations/failed-jobs/:id',
    summary: 'Remove a failed job; its work is not done',
    params: z.object({ id }),
    response: z.object({}),
    access: act,
    errors: ['platform.job_not_found'],
  },
  listBackups: {
    method: 'GET',
    path: '/api/operations/backups',
    summary: 'The last backup, the one in hand, and those before',
    response: Backups,
    access: look,
  },
  backUpNow: {
    method: 'POST',
    path: '/api/operations/backups',
    summary: 'Back the whole node up now, to BACKUP_URL',
    response: z.object({}),
    status: 202,
    access: act,
    errors: ['platform.backup_not_set'],
  },
});
