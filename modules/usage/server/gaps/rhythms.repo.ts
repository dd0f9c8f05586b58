import { type Kysely, sql } from 'kysely';
import type { UsageTables } from '../tables.ts';
import type { Rhythm } from './rhythm.ts';

/** Keeps what was learned, in place of what was known before. */
export async function saveRhythms(
  db: Kysely<UsageTables>,
  learnedAt: Date,
  rhythms: readonly { siteId: string; rhythm: Rhythm }[],
): Promise<void> {
  if (rhythms.length === 0) return;
  // oxlint-disable-next-line nhipcau/guarded-writes -- measurements, no acts: learned from the hits, and learned again each night
  await db
    .insertInto('usage.rhythm')
    .values(
      rhythms.map(({ siteId, rhythm }) => ({
        site_id: siteId,
        learned_at: learnedAt,
        hours: rhythm.hours,
        level: rhythm.level,
        people: [...rhythm.people],
        hits: [...rhythm.hits],
        bots: [...rhythm.bots],
      })),
    )
    .onConflict((conflict) =>
      conflict.column('site_id').doUpdateSet((eb) => ({
        learned_at: eb.ref('excluded.learned_at'),
        hours: eb.ref('excluded.hours'),
        level: eb.ref('excluded.level'),
        people: eb.ref('excluded.people'),
        hits: eb.ref('excluded.hits'),
        bots: eb.ref('excluded.bots'),
      })),
    )
    .execute();
}

/** Rhythms by site. */
export async function findRhythms(db: Kysely<UsageTables>, siteIds: readonly string[]): Promise<Map<string, Rhythm>> {
  if (siteIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('usage.rhythm')
    .select(['site_id', 'hours', 'level', 'people', 'hits', 'bots'])
    .where(sql<boolean>`site_id = any(${[...siteIds]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ site_id, ...rhythm }) => [site_id, rhythm]));
}
