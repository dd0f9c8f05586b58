import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { PlatformTables } from '../database/tables.ts';
import { writeWhole } from '../process/write-whole.ts';
import { findHashAt, findHeads } from './audit.repo.ts';

/** The end of a chain as it once stood. */
export interface Witnessed {
  seq: number;
  /** Of the row at `seq`, hexadecimal. */
  hash: string;
}

const fileIn = (dataDir: string) => join(dataDir, 'audit-heads.json');

/** What this node remembers of the chains' ends; nothing on a new one. */
export function readWitness(dataDir: string): ReadonlyMap<string, Witnessed> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Record<string, Witnessed>));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

/**
 * Remembers the chains' ends outside the database. Who may write there can cut rows off the end of a chain and set its
 * head back, and nothing inside would tell; the memory here does. A chain that no longer holds what was remembered is
 * not remembered anew: its name is answered, and `audit verify` goes on telling.
 */
export async function witnessHeads(db: Kysely<PlatformTables>, dataDir: string): Promise<string[]> {
  const known = readWitness(dataDir);
  const next = new Map(known);
  const broken: string[] = [];
  const heads = await findHeads(db);
  for (const [chain, { seq, hash }] of known) {
    if ((await findHashAt(db, chain, seq))?.toString('hex') !== hash) broken.push(chain);
  }
  for (const { chain, seq, hash } of heads) {
    if (!broken.includes(chain) && seq > 0) next.set(chain, { seq, hash: hash.toString('hex') });
  }
  writeWhole(fileIn(dataDir), JSON.stringify(Object.fromEntries(next), null, 2));
  return broken;
}
