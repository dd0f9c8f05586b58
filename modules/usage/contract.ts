import { z } from 'zod';
import { defineContract } from '#platform/contract.ts';
import { reportRoutes } from './contract/reports.ts';
import { siteRoutes } from './contract/sites.ts';

export * from './contract/common.ts';
export * from './contract/reports.ts';
export * from './contract/sites.ts';

/** Live topics: `usage.board` for all that a person may see, `usage.site:<code>` for one site. */
export const BOARD_TOPIC = 'usage.board';
export const siteTopic = (code: number): string => `usage.site:${code}`;

/** What both topics carry: how many hits were stored just now, and when. Screens ask again for what they show. */
export const StoredHits = z.object({ at: z.iso.datetime() });

export const usageContract = defineContract({ ...siteRoutes, ...reportRoutes });
