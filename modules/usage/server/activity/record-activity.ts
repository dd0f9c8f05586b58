import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { BOARD_TOPIC, siteTopic } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { newestHits } from './activity.clickhouse.ts';
import { codesInStates, noteActivity } from './activity.repo.ts';
import { markSite, STATES_BEFORE } from './mark-site.ts';

const PAUSE_MS = 1_000;

export interface ActivityRecorder {
  /** Hits of these sites can be read now. Returns at once. */
  note(codes: readonly number[]): void;
  stop(): Promise<void>;
}

/**
 * Takes what the collector says it stored, and at once, then once a second at most: notes first and last hit, marks sites
 * as receiving, tells live screens. However many hits come, it costs the database three statements a second.
 */
export function startActivityRecorder(ctx: Context): ActivityRecorder {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let lastAt = Number.NEGATIVE_INFINITY;

  async function record(codes: number[]): Promise<void> {
    const from = addDays(dayIn(platform.now(), 'UTC'), -1);
    const found = await platform.clickhouse.query(newestHits, { sites: codes, from });
    const events = [BOARD_TOPIC, ...codes.map(siteTopic)].map((topic) => ({ topic }));
    const activities = found.map(({ site, first, last }) => ({
      code: site,
      first: new Date(first),
      last: new Date(last),
    }));
    await noteActivity(db, activities, events);
    for (const code of await codesInStates(db, codes, STATES_BEFORE.receiving)) await markSite(ctx, code, 'receiving');
  }

  function run(): void {
    timer = null;
    lastAt = performance.now();
    const codes = [...waiting];
    waiting.clear();
    if (codes.length === 0) return;
    running = running
      .then(() => record(codes))
      .catch((error: unknown) => {
        platform.log.warn({ err: error }, 'activity of sites could not be noted; it is tried again');
        note(codes);
      });
  }

  function note(codes: readonly number[]): void {
    for (const code of codes) waiting.add(code);
    timer ??= setTimeout(run, Math.max(0, PAUSE_MS - (performance.now() - lastAt)));
  }

  return {
    note,
    async stop() {
      if (timer !== null) {
        clearTimeout(timer);
        run();
      }
      await running;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
