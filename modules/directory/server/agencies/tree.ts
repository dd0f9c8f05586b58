import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import { cacheOf } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { findParents } from './agencies.repo.ts';

/** The agencies of one day by who stands below whom. 100,000 of them take some 20 MB. */
export interface Tree {
  /** Parent of each agency; null for a root. */
  parents: ReadonlyMap<string, string | null>;
  children: ReadonlyMap<string, readonly string[]>;
  roots: readonly string[];
}

/** Builds a tree of rows. Rows may come in any order; a parent that is not among them makes its child a root. */
export function buildTree(rows: readonly { id: string; parent: string | null }[]): Tree {
  const ids = new Set(rows.map((row) => row.id));
  const parents = new Map<string, string | null>();
  const children = new Map<string, string[]>();
  for (const { id, parent } of rows) {
    const known = parent !== null && ids.has(parent) ? parent : null;
    parents.set(id, known);
    if (known === null) continue;
    const brothers = children.get(known);
    if (brothers) brothers.push(id);
    else children.set(known, [id]);
  }
  return { parents, children, roots: [...parents].flatMap(([id, parent]) => (parent === null ? [id] : [])) };
}

/** Sets that take long to gather, kept with their tree: the root's in a country of 100,000 agencies take 0.1 s. */
const KEPT_FROM = 500;
const KEPT_SETS = 20;
const wholes = new WeakMap<Tree, Map<string, ReadonlySet<string>>>();

/** An agency and all below it; empty when it is not in the tree. */
export function below(tree: Tree, id: string): ReadonlySet<string> {
  const kept = wholes.get(tree) ?? new Map<string, ReadonlySet<string>>();
  const known = kept.get(id);
  if (known) return known;
  const found = gatherBelow(tree, id);
  if (found.size < KEPT_FROM) return found;
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_SETS && oldest !== undefined) kept.delete(oldest);
  wholes.set(tree, kept.set(id, found));
  return found;
}

function gatherBelow(tree: Tree, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = tree.parents.has(id) ? [id] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(tree.children.get(next) ?? []));
  }
  return found;
}

const rests = new WeakMap<ReadonlySet<string>, { tree: Tree; others: readonly string[] | null }>();

/** The agencies of a tree that are not in a set of its agencies; null where the set has one that is not in the tree. */
export function othersThan(tree: Tree, these: ReadonlySet<string>): readonly string[] | null {
  const known = rests.get(these);
  if (known?.tree === tree) return known.others;
  const rest = [...tree.parents.keys()].filter((id) => !these.has(id));
  const others = rest.length + these.size === tree.parents.size ? rest : null;
  rests.set(these, { tree, others });
  return others;
}

/** Days whose trees are kept: today, and what people look at beside it. */
const KEPT_DAYS = 4;

/** The tree of a day, today where none is given. Kept until something in the directory changes. */
export async function agencyTree(platform: Platform, day: Day = dayOf(platform.now())): Promise<Tree> {
  const { trees } = cacheOf(platform);
  const known = trees.get(day);
  const tree = known ?? findParents(platform.db as Kysely<DirectoryTables>, day).then(buildTree);
  trees.delete(day);
  trees.set(day, tree);
  const [oldest] = trees.keys();
  if (trees.size > KEPT_DAYS && oldest !== undefined) trees.delete(oldest);
  // A failed reading is not kept.
  tree.catch(() => {
    if (trees.get(day) === tree) trees.delete(day);
  });
  return await tree;
}

/** Today's agencies at and below one. */
export async function agenciesBelow(platform: Platform, id: string): Promise<ReadonlySet<string>> {
  return below(await agencyTree(platform), id);
}
