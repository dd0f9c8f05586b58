import type { IncomingMessage } from 'node:http';

export const BODY_BYTES = 2 * 1024 * 1024;
const BODY_MS = 10_000;

export type BodyProblem = 'too_large' | 'too_slow' | 'broken_off';

/** Does the request carry a body at all? A beacon has `Content-Length: 0`. */
export function hasBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return (
    headers['transfer-encoding'] !== undefined ||
    (headers['content-length'] !== undefined && headers['content-length'] !== '0')
  );
}

/** Reads a body whole, or says why not. Calls back once. */
export function readBody(
  request: IncomingMessage,
  done: (body: string, problem: BodyProblem | null) => void,
  patienceMs = BODY_MS,
): void {
  if (Number(request.headers['content-length']) > BODY_BYTES) {
    done('', 'too_large');
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  const end = (problem: BodyProblem | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    done(problem === null ? Buffer.concat(chunks, bytes).toString() : '', problem);
  };
  const timer = setTimeout(end, patienceMs, 'too_slow');
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) end('too_large');
    else if (!ended) chunks.push(chunk);
  });
  request.on('end', () => end(null));
  request.on('error', () => end('broken_off'));
  request.on('close', () => end('broken_off'));
}
