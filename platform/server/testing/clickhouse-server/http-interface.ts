import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';

/** A statement as it came over the wire. */
export interface Statement {
  /** The query of the address, then that of the body, as ClickHouse joins them. */
  sql: string;
  /** The rows of an insert, where the query stood in the address; null where there are none. */
  rows: Buffer | null;
  database: string;
  /** Settings of this statement alone; `param_x` fills `{x:Type}`. */
  settings: Record<string, string>;
}

/** What the engine says of a statement that it does not run. */
export class StatementError extends Error {
  readonly code: number;
  readonly type: string;

  constructor(code: number, type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.type = type;
  }
}

export interface InterfaceParts {
  run(statement: Statement): Promise<Buffer>;
  version: string;
  /** The one user that is let in; everybody where absent. */
  user?: { name: string; password: string } | undefined;
}

/** Parameters of the address that are neither settings nor places in the query. */
const NOT_SETTINGS = new Set([
  'query',
  'database',
  'query_id',
  'session_id',
  'session_timeout',
  'role',
  'user',
  'password',
]);
/** Codes whose HTTP status is not 500. ClickHouse: src/Server/HTTP/exceptionCodeToHTTPStatus.cpp. */
const STATUS: Record<string, number> = {
  AUTHENTICATION_FAILED: 403,
  SYNTAX_ERROR: 400,
  UNKNOWN_IDENTIFIER: 404,
  UNKNOWN_TABLE: 404,
  UNKNOWN_DATABASE: 404,
  UNKNOWN_SETTING: 404,
  BAD_QUERY_PARAMETER: 400,
  CANNOT_PARSE_INPUT_ASSERTION_FAILED: 400,
};

/** As ClickHouse has it: `http_max_uri_size`. Parameters of commands come in the address. */
const MAX_URI_BYTES = 1_048_576;

const unzip = promisify(gunzip);

/** ClickHouse's HTTP interface, as far as clients of ours speak it, over anything that runs statements. */
export function createHttpInterface({ run, version, user }: InterfaceParts): Server {
  return createServer({ maxHeaderSize: MAX_URI_BYTES }, (request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error, version));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://clickhouse');
    if (pathname === '/ping') return void response.end('Ok.\n');
    if (pathname !== '/') return void response.writeHead(404).end(`There is no handle ${pathname}\n`);
    letIn(request);
    const result = await run(await readStatement(request, searchParams));
    const zip =
      searchParams.get('enable_http_compression') === '1' && request.headers['accept-encoding']?.includes('gzip');
    response
      .writeHead(200, {
        'Content-Type': 'text/plain; charset=UTF-8',
        'X-ClickHouse-Server-Display-Name': 'test',
        'X-ClickHouse-Query-Id': searchParams.get('query_id') ?? '',
        ...(zip && { 'Content-Encoding': 'gzip' }),
      })
      .end(zip ? gzipSync(result) : result);
  }

  function letIn(request: IncomingMessage): void {
    if (user === undefined) return;
    const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (Buffer.from(given, 'base64').toString() === `${user.name}:${user.password}`) return;
    throw new StatementError(
      516,
      'AUTHENTICATION_FAILED',
      'Authentication failed: password is incorrect, or there is no user with such name. ',
    );
  }
}

async function readStatement(request: IncomingMessage, searchParams: URLSearchParams): Promise<Statement> {
  const fields = new Map(searchParams);
  const sent = await buffer(request);
  let body = request.headers['content-encoding'] === 'gzip' ? await unzip(sent) : sent;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'Content-Type': type } }).formData();
    for (const [name, value] of form) fields.set(name, typeof value === 'string' ? value : await value.text());
    body = Buffer.alloc(0);
  }
  const inAddress = fields.get('query') ?? '';
  const isInsert = /^\s*insert\s/i.test(inAddress);
  return {
    sql: isInsert ? inAddress : [inAddress, body.toString()].filter((part) => part !== '').join('\n'),
    rows: isInsert ? body : null,
    database: fields.get('database') ?? 'default',
    settings: Object.fromEntries([...fields].filter(([name]) => !NOT_SETTINGS.has(name))),
  };
}

function refuse(response: ServerResponse, error: unknown, version: string): void {
  const { code, type, message } =
    error instanceof StatementError ? error : new StatementError(1001, 'STD_EXCEPTION', String(error));
  response
    .writeHead(STATUS[type] ?? 500, {
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-ClickHouse-Exception-Code': code,
    })
    .end(`Code: ${code}. DB::Exception: ${message}(${type}) (version ${version})\n`);
}
