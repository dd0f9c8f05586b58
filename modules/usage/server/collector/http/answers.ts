import type { ServerResponse } from 'node:http';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
const GIF_HEADERS = ['Content-Type', 'image/gif', 'Content-Length', String(GIF.length)];
const NOTHING = 'There is nothing to record in this request.\n';
const USAGE = 'This address records the use of web pages. It takes requests of the Matomo tracking protocol.\n';

/** How the sender wants to be answered, and what the protocol asks for its method. */
export interface Manner {
  get: boolean;
  /** False for `send_image=0`: status without picture. */
  image: boolean;
  /** `Origin` of the request; empty where it has none. */
  origin: string;
}

/** The answer to one hit: 200 with a picture, or 204; an error with the same body. */
export function answerHit(response: ServerResponse, status: 200 | 400 | 429 | 500 | 503, manner: Manner): void {
  const headers = common(manner);
  if (status === 429 || status === 503) headers.push('Retry-After', '10');
  if (manner.image) {
    response.writeHead(status, [...headers, ...GIF_HEADERS]);
    response.end(GIF);
    return;
  }
  if (status === 200) {
    response.writeHead(204, headers);
  } else {
    headers.push('Content-Length', '0');
    response.writeHead(status, headers);
  }
  response.end();
}

/** No parameters at all: a person who looks, or a program that is set up wrongly. */
export function answerNothing(response: ServerResponse, manner: Manner): void {
  answerText(response, manner.get ? 200 : 400, manner.get ? USAGE : NOTHING, manner);
}

export function answerText(response: ServerResponse, status: number, text: string, manner: Manner): void {
  response.writeHead(status, [
    ...common(manner),
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(text)),
  ]);
  response.end(text);
}

export interface BulkOutcome {
  status: 'success' | 'error';
  tracked: number;
  invalid: number;
  /** Told only to the bearer of a token. */
  invalid_indices?: number[];
}

export function answerBulk(
  response: ServerResponse,
  status: 200 | 400 | 429 | 500 | 503,
  outcome: BulkOutcome,
  manner: Manner,
): void {
  const headers = common(manner);
  if (status === 200 && !manner.image) {
    response.writeHead(204, headers);
    response.end();
    return;
  }
  const body = JSON.stringify(outcome);
  if (status === 429 || status === 503) headers.push('Retry-After', '10');
  headers.push('Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(body)));
  response.writeHead(status, headers);
  response.end(body);
}

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, [
    'Access-Control-Allow-Methods',
    'GET, POST',
    'Access-Control-Allow-Headers',
    '*',
    'Access-Control-Allow-Origin',
    '*',
  ]);
  response.end();
}

export function answerMethodUnknown(response: ServerResponse): void {
  response.writeHead(405, ['Allow', 'GET, POST, OPTIONS', 'Content-Length', '0']);
  response.end();
}

function common({ get, origin }: Manner): string[] {
  if (get) return ['Cache-Control', 'no-store'];
  return ['Access-Control-Allow-Origin', origin === '' ? '*' : origin, 'Access-Control-Allow-Credentials', 'true'];
}
