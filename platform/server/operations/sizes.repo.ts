import { type Kysely, sql } from 'kysely';

export interface DatabaseSize {
  version: string;
  bytes: number;
  tables: { name: string; rows: number | null; bytes: number }[];
}

const TABLES_MOST = 10;

/** How large the database is, and its largest tables with all their indexes; rows as PostgreSQL estimates them. */
export async function findDatabaseSize(db: Kysely<unknown>): Promise<DatabaseSize> {
  const { rows } = await sql<{ version: string; bytes: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`.execute(
    db,
  );
  const tables = await sql<DatabaseSize['tables'][number]>`
    select n.nspname || '.' || c.relname as name, nullif(c.reltuples, -1)::float8 as rows,
      pg_total_relation_size(c.oid)::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by pg_total_relation_size(c.oid) desc, 1 limit ${TABLES_MOST}`.execute(db);
  const { version = '', bytes = 0 } = rows[0] ?? {};
  return { version, bytes, tables: tables.rows };
}

/** Mails that have not left, by state. */
export async function countOpenMails(db: Kysely<unknown>): Promise<{ waiting: number; refused: number }> {
  const { rows } = await sql<{ waiting: number; refused: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'refused')::int as refused
    from platform.mail where state in ('waiting', 'refused')`.execute(db);
  return rows[0] ?? { waiting: 0, refused: 0 };
}
