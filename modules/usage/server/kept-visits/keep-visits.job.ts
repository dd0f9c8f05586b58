import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { addDays, dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { listSiteCodes } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { keepVisitsOf, tidyVisits } from './keep-visits.ts';
import { replaced } from './kept-visits.clickhouse.ts';

/** No hit is older: a trusted sender may give the time of its hits for so long. */
const FIRST_DAY = '2000-01-01';

/** Keeps the visits of days that are over, also of days into which an import or a late sender brought hits since. */
export const keepVisitsJob = defineJob({
  name: 'usage.keep_visits',
  input: z.object({}),
  cron: '20 * * * *',
  longestSeconds: 3_600,
  async run({ platform }) {
    const { clickhouse } = platform;
    const sites = await listSiteCodes(platform.db as Kysely<UsageTables>);
    const asked = { sites, from: FIRST_DAY, to: addDays(dayIn(platform.now(), BOARD_ZONE), -1) };
    await keepVisitsOf(clickhouse, asked, () => platform.now().getTime());
    const [found] = await clickhouse.query(replaced, asked);
    if ((found?.days ?? 0) > 0) await tidyVisits(clickhouse, asked);
  },
});
