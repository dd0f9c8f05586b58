import type { ClickHouse } from './clickhouse.ts';

const refuse = async (): Promise<never> => {
  throw new Error('The store of hits is held by the running node; this command cannot ask it.');
};

/** Stands for the store in a command beside a running node, which alone may open the embedded one. */
export const absentStore: ClickHouse = {
  embedded: true,
  query: refuse,
  insert: refuse,
  insertTsv: refuse,
  insertFrom: refuse,
  queryTsv: refuse,
  remove: refuse,
  command: refuse,
  ping: async () => false,
  version: refuse,
  close: async () => {},
};
