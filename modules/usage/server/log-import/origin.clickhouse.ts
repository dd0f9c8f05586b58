import { z } from 'zod';

/** All hits that an import brought. The site is the beginning of the sorting key: parts without it are not touched. */
export const originDeletion = {
  sql: 'alter table hit delete where site = {site:UInt32} and origin = {origin:String}',
  params: z.object({ site: z.number(), origin: z.uuid() }),
};
