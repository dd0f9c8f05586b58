import type { Kysely } from 'kysely';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { NodeKind, SetUpProgress, SetUpState } from '../../contract.ts';

/** What was decided when the node was set up. Kept in the platform's settings, where the claim is made. */
export interface NodeFacts {
  name: string;
  /** Electronic identifier of level 1: `H32`. */
  code: string;
  kind: NodeKind;
  rootAgencyId: string;
}

export interface SampleState {
  state: 'loading' | 'failed' | 'ready';
  step: SetUpProgress['step'];
  /** Names of the modules whose sample is loaded. */
  done: string[];
}

const SET_UP = 'set_up';
const SAMPLE = 'directory.sample';

export async function findNode(platform: Platform): Promise<NodeFacts | null> {
  return (await findSetting(platform, SET_UP)) as NodeFacts | null;
}

export async function findSample(platform: Platform): Promise<SampleState | null> {
  return (await findSetting(platform, SAMPLE)) as SampleState | null;
}

export async function findSetUpState(platform: Platform): Promise<SetUpState> {
  const [node, sample] = await Promise.all([findNode(platform), findSample(platform)]);
  if (sample && sample.state !== 'ready') return node === null ? 'empty' : sample.state;
  return node === null ? 'empty' : 'ready';
}

/** How far the sample is. */
export async function saveSample(db: Kysely<PlatformTables>, sample: SampleState): Promise<void> {
  const value = JSON.stringify(sample);
  // oxlint-disable-next-line nhipcau/guarded-writes -- progress, no decision: what was loaded stands in the audit of each module
  await db
    .insertInto('platform.setting')
    .values({ key: SAMPLE, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, changed_at: new Date() }))
    .execute();
}

async function findSetting(platform: Platform, key: string): Promise<unknown> {
  const row = await (platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value ?? null;
}
