import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import type { Move, NewUnit } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { applyReorganisation } from './apply-reorganisation.ts';
import { CHANGED_TABLES } from './book.ts';
import { changeMoves } from './change-moves.ts';
import { createReorganisation } from './create-reorganisation.ts';
import { getReorganisation } from './get-reorganisation.ts';
import { previewReorganisation } from './preview-reorganisation.ts';

/** Short ways for tests to write moves and to walk a reorganisation through its states. */
export const head = (effectiveOn: string, title = 'Sắp xếp thử') => ({
  title,
  legal: { number: '01/NQ-HĐND', date: null, issuer: null, link: null },
  effectiveOn,
});

export const unit = (name: string, more: Partial<NewUnit> = {}): NewUnit => ({
  kind: 'department',
  level: 'province',
  name,
  shortName: name,
  codes: [],
  place: null,
  sort: 0,
  ...more,
});

export const found = (toId: string, parentId: string | null, name: string, more: Partial<NewUnit> = {}): Move => ({
  id: uuidv7(),
  kind: 'found',
  toId,
  parentId,
  unit: unit(name, more),
});

export const merge = (fromId: string, toId: string | null, more: object = {}): Move => ({
  id: uuidv7(),
  kind: 'merge',
  fromId,
  toId,
  people: 'move',
  roles: 'end',
  guess: null,
  ...more,
});

export const split = (fromId: string, toId: string, more: object = {}): Move => ({
  id: uuidv7(),
  kind: 'split',
  fromId,
  toId,
  weight: null,
  ends: true,
  people: 'end',
  guess: null,
  ...more,
});

export const transfer = (fromId: string, toId: string): Move => ({ id: uuidv7(), kind: 'transfer', fromId, toId });
export const abolish = (fromId: string): Move => ({ id: uuidv7(), kind: 'abolish', fromId });
export const rename = (fromId: string, name: string): Move => ({
  id: uuidv7(),
  kind: 'rename',
  fromId,
  name,
  shortName: name,
});

export async function draft(
  ctx: Context,
  effectiveOn: string,
  moves: readonly Move[],
  title?: string,
): Promise<string> {
  const id = await createReorganisation(ctx, head(effectiveOn, title));
  await changeMoves(ctx, id, { version: 1, moves: [...moves] });
  return id;
}

/** Draft, preview, apply. Answers the id and what the preview said. */
export async function carryOut(ctx: Context, effectiveOn: string, moves: readonly Move[], title?: string) {
  const id = await draft(ctx, effectiveOn, moves, title);
  const effects = await previewReorganisation(ctx, id);
  await applyReorganisation(ctx, id, (await getReorganisation(ctx, id)).version);
  return { id, effects };
}

/** Every row that a reorganisation could change, for comparing. */
export async function dump(db: Kysely<DirectoryTables>): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of CHANGED_TABLES) {
    const { rows } = await sql<{
      row: string;
    }>`select to_jsonb(t)::text as row from ${sql.table(table)} t order by id`.execute(db);
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}
