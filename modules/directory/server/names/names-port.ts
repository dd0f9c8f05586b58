import type { Kysely } from 'kysely';
import type { NamesPort } from '#platform/server/module.ts';
import type { DirectoryTables } from '../tables.ts';
import { findLike, findNames } from './names.repo.ts';

/** Names for those who read records in which only ids stand, such as the audit. */
export const namesPort: NamesPort = {
  of: async ({ db }, { people, units }) => await findNames(db as Kysely<DirectoryTables>, people, units),
  like: async ({ db }, words, limit) => await findLike(db as Kysely<DirectoryTables>, words, limit),
};
