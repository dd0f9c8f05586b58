import type { ClickHouseSettings } from '@clickhouse/client';

/**
 * Settings of every statement on a cluster. An insert answers when each shard has its rows, or the collector would delete
 * its log too early. All tables are spread by site, so what a question asks of two tables lies together on one shard.
 */
export const CLUSTER_SETTINGS: ClickHouseSettings = {
  distributed_foreground_insert: 1,
  distributed_product_mode: 'local',
};

/** Each table stands twice: its rows on each replica under this name, and the whole under its own. */
const local = (table: string) => `${table}_local`;

/**
 * Turns a statement of structure, written for one server, into those of a cluster: tables are replicated within a shard
 * and spread over the shards by site; rows are taken out on every replica. Other statements stay as they are. Paths in the
 * keeper use the macros `{shard}` and `{replica}`, which the servers define.
 */
export function onCluster(statement: string, cluster: string): string[] {
  const on = `on cluster '${cluster}'`;
  const create = /^\s*create table if not exists (\w+)\s*(\([\s\S]*\))\s*engine = MergeTree\b([\s\S]*)$/i.exec(
    statement,
  );
  if (create) {
    const [, table = '', columns = '', rest = ''] = create;
    const spread = /\bsite UInt32\b/.test(columns) ? 'site' : `cityHash64(${/^\(\s*(\w+)/.exec(columns)?.[1]})`;
    const replicated = rest.replaceAll('non_replicated_deduplication_window', 'replicated_deduplication_window');
    return [
      `create table if not exists ${local(table)} ${on} ${columns} engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')${replicated}`,
      `create table if not exists ${table} ${on} as ${local(table)} engine = Distributed('${cluster}', currentDatabase(), ${local(table)}, ${spread})`,
    ];
  }
  const alter = /^\s*alter table (\w+) ([\s\S]*)$/i.exec(statement);
  if (alter) {
    const [, table = '', change = ''] = alter;
    // Where rows go depends on rows of the same site only, and those lie on the same shard.
    const there = change.replace(/\bfrom (\w+)/gi, (_, inner: string) => `from ${local(inner)}`);
    const statements = [`alter table ${local(table)} ${on} ${there}`];
    if (/\b(add|drop|modify) column\b/i.test(change)) statements.push(`alter table ${table} ${on} ${change}`);
    return statements;
  }
  return [statement];
}
