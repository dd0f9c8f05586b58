import { mkdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import type { z } from 'zod';
import { CLUSTER_SETTINGS, onCluster } from './cluster.ts';

/** A question to the store, declared once: its SQL with `{name:Type}` places, what fills them, what a row is. */
export interface QueryDefinition<Params, Row> {
  /** `module.question`, for logs and timings. */
  name: string;
  sql: string;
  params: z.ZodType<Params>;
  row: z.ZodType<Row>;
}

export function defineQuery<Params, Row>(query: QueryDefinition<Params, Row>): QueryDefinition<Params, Row> {
  return query;
}

export interface ClickHouse {
  embedded: boolean;
  /** Asks a declared question. Rows are parsed, so that a changed column fails here and not on a screen. */
  query<Params, Row>(query: QueryDefinition<Params, Row>, params: Params): Promise<Row[]>;
  /**
   * Inserts rows. The same `token` inserts once, however often it is sent: a batch may be repeated after a crash.
   * `rows` are objects by column, or one buffer of TSV lines in the order of `columns`.
   */
  insert(table: string, rows: readonly object[], token: string): Promise<void>;
  insertTsv(table: string, columns: readonly string[], tsv: Buffer, token: string): Promise<void>;
  /** Runs a declared `insert into … select …`, once for a `token`. */
  insertFrom<Params>(
    statement: Pick<QueryDefinition<Params, unknown>, 'sql' | 'params'>,
    params: Params,
    token: string,
  ): Promise<void>;
  /** All rows that a declared question finds, as TSV lines; what {@link insertTsv} takes. Held in memory whole. */
  queryTsv<Params>(query: Pick<QueryDefinition<Params, unknown>, 'sql' | 'params'>, params: Params): Promise<Buffer>;
  /** Takes rows out (`alter table … delete where …`) and answers when they are gone, on every replica. Rare and slow. */
  remove<Params>(deletion: Pick<QueryDefinition<Params, unknown>, 'sql' | 'params'>, params: Params): Promise<void>;
  /** Changes of structure; values never go in here. */
  command(sql: string): Promise<void>;
  ping(): Promise<boolean>;
  version(): Promise<string>;
  close(): Promise<void>;
}

/** Rows of one insert at most; larger ones are cut. The embedded engine buffers an insert whole. */
const INSERT_ROWS = 20_000;

const SETTINGS: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 1,
};

/** Errors are thrown to who asked, and logged there; the client's own log would be a second one, past ours. */
const QUIET = { log: { level: ClickHouseLogLevel.OFF } };

/** Opens the embedded engine in a folder, or a server by its address, which may be one of a cluster. */
export function openClickHouse(where: { folder: string } | { url: string; cluster?: string | undefined }): ClickHouse {
  const embedded = 'folder' in where;
  const cluster = embedded ? undefined : where.cluster;
  const structural = (statement: string) => (cluster === undefined ? [statement] : onCluster(statement, cluster));
  if (embedded) mkdirSync(where.folder, { recursive: true });
  const open = (): ClickHouseClient =>
    embedded
      ? createClient({ ...QUIET, connection: createChdbConnection({ path: where.folder }) as never })
      : createClient({
          ...QUIET,
          url: where.url,
          application: 'nhipcau',
          // A list of thousands of sites does not fit into an address.
          use_multipart_params_auto: true,
          ...(cluster !== undefined && { clickhouse_settings: CLUSTER_SETTINGS }),
        });
  // The embedded engine answers one question at a time per client.
  const writer = open();
  const readers = embedded ? [open(), open()] : [writer];
  let turn = 0;
  const reader = () => readers[turn++ % readers.length] as ClickHouseClient;

  return {
    embedded,
    async query(query, params) {
      const result = await reader().query({
        query: query.sql,
        query_params: query.params.parse(params) as Record<string, unknown>,
        format: 'JSONEachRow',
        clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
      });
      const rows = await result.json<unknown>();
      return rows.map((row) => query.row.parse(row));
    },
    async insert(table, rows, token) {
      for (let from = 0; from < rows.length; from += INSERT_ROWS) {
        await writer.insert({
          table,
          values: rows.slice(from, from + INSERT_ROWS),
          format: 'JSONEachRow',
          clickhouse_settings: { ...SETTINGS, insert_deduplication_token: `${token}:${from}` },
        });
      }
    },
    async insertTsv(table, columns, tsv, token) {
      await writer.insert({
        table,
        columns: columns as [string, ...string[]],
        values: Readable.from([tsv], { objectMode: false }),
        format: 'TabSeparated',
        clickhouse_settings: { ...SETTINGS, insert_deduplication_token: token },
      });
    },
    async insertFrom(statement, params, token) {
      await writer.command({
        query: statement.sql,
        query_params: statement.params.parse(params) as Record<string, unknown>,
        clickhouse_settings: { insert_deduplication_token: token },
      });
    },
    async queryTsv(query, params) {
      const result = await reader().query({
        query: query.sql,
        query_params: query.params.parse(params) as Record<string, unknown>,
        format: 'TabSeparated',
      });
      return Buffer.from(await result.text());
    },
    async remove(deletion, params) {
      for (const query of structural(deletion.sql)) {
        await writer.command({
          query,
          query_params: deletion.params.parse(params) as Record<string, unknown>,
          clickhouse_settings: { mutations_sync: '2' },
        });
      }
    },
    async command(sql) {
      // The embedded engine keeps the settings of the statement before: an insert in here is no repetition of that.
      for (const query of structural(sql)) {
        await writer.command({ query, clickhouse_settings: { insert_deduplication_token: '' } });
      }
    },
    async ping() {
      try {
        await (await reader().query({ query: 'select 1', format: 'JSONEachRow' })).json();
        return true;
      } catch {
        return false;
      }
    },
    async version() {
      const rows = await (await reader().query({ query: 'select version() as v', format: 'JSONEachRow' })).json<{
        v: string;
      }>();
      return rows[0]?.v ?? 'unknown';
    },
    async close() {
      await Promise.all([...new Set([writer, ...readers])].map((client) => client.close()));
    },
  };
}
