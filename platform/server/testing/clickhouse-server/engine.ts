import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type ChdbConnection, createChdbConnection } from 'chdb/connection';
import { type Statement, StatementError } from './http-interface.ts';

export interface Engine {
  run(statement: Statement): Promise<Buffer>;
  version(): Promise<string>;
  close(): Promise<void>;
}

/** The embedded ClickHouse of a folder. Each statement has a connection of its own (a millisecond), so that no setting of
 * one is left to the next: HTTP knows no session unless it is asked for. */
export function openEngine(folder: string): Engine {
  // The engine lives as long as one connection is open.
  const keeper = createChdbConnection({ path: folder });

  async function runOn(connection: ChdbConnection, { sql, rows, database, settings }: Statement): Promise<Buffer> {
    const use = database === 'default' ? '' : `use \`${database.replaceAll('`', '``')}\`; `;
    const { stream } = await connection.exec({
      query: use + sql,
      clickhouse_settings: Object.fromEntries(
        // In a literal a backslash is doubled; quotes are doubled by the connection.
        Object.entries(settings).map(([name, value]) => [name, value.replaceAll('\\', '\\\\')]),
      ),
      ...(rows !== null && { values: Readable.from([rows], { objectMode: false }) }),
    });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  return {
    async run(statement) {
      const connection = createChdbConnection({ path: folder });
      try {
        return await runOn(connection, statement);
      } catch (error) {
        const { code, type, message } = error as { code?: string; type?: string; message: string };
        throw new StatementError(Number(code ?? 1001), type ?? 'STD_EXCEPTION', message, { cause: error });
      } finally {
        await connection.close();
      }
    },
    async version() {
      const { stream } = await keeper.exec({ query: 'select version() format TSVRaw' });
      return (await text(stream)).trim();
    },
    close: () => keeper.close(),
  };
}
