import { z } from 'zod';
import { defineQuery } from '../clickhouse/clickhouse.ts';

/** The tables of the store by what they take on its disk, the largest first. */
export const storeSizes = defineQuery({
  name: 'platform.store_sizes',
  sql: `select table as name, sum(rows) as rows, sum(bytes_on_disk) as bytes from system.parts
    where database = currentDatabase() and active group by table order by bytes desc limit 20`,
  params: z.object({}),
  row: z.object({ name: z.string(), rows: z.coerce.number(), bytes: z.coerce.number() }),
});
