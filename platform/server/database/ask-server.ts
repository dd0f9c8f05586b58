import pg from 'pg';

export interface ServerFacts {
  /** As people write it: `18.4`. */
  version: string;
  /** As programs compare it: 180004. */
  number: number;
  /** The server's clock. */
  now: Date;
  /** Has a node made its tables here? */
  made: boolean;
}

/** Asks a PostgreSQL who it is. @throws Error of the connection */
export async function askServer(url: string, patienceMs: number): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        clock_timestamp() as now, exists (select from pg_namespace where nspname = 'platform') as made`,
    );
    return rows[0] as ServerFacts;
  } finally {
    await client.end().catch(() => {});
  }
}
