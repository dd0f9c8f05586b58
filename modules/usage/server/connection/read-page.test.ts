import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PageProblem, readPage } from './read-page.ts';
import { SELF_SIGNED } from './testing.ts';

/** What names mean, in turn; the last meaning stays. */
const names = vi.hoisted(() => new Map<string, string[][]>());
vi.mock('node:dns/promises', () => ({
  lookup: async (host: string) => {
    const meanings = names.get(host);
    if (meanings === undefined) throw new Error('ENOTFOUND');
    const addresses = (meanings.length > 1 ? meanings.shift() : meanings[0]) ?? [];
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  },
}));
// For these tests 127.0.0.1 is the internet and 127.0.0.2 the machine's own network.
vi.mock('./private-addresses.ts', () => ({ isPrivateAddress: (address: string) => address !== '127.0.0.1' }));

let server: Server;
let port: number;
let asked: string[];
const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    const act = answers[request.url ?? ''];
    if (act) act(response, request);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  names.clear();
  names.set('trang.example', [['127.0.0.1']]);
});

const html =
  (text: string | Buffer, type = 'text/html; charset=utf-8', headers = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(200, { 'Content-Type': type, ...headers }).end(text);

const read = (path: string, limits = {}, host = 'trang.example') =>
  readPage(`http://${host}:${port}${path}`, { allowPrivate: false, ...limits });

const problem = async (reading: Promise<unknown>): Promise<unknown> => {
  const error = await reading.then(
    () => 'read',
    (one: unknown) => one,
  );
  return error instanceof PageProblem ? error.problem : error;
};

test('a page is read as a browser would, through redirects', async () => {
  answers['/'] = (response) => void response.writeHead(302, { Location: '/vi/' }).end();
  answers['/vi/'] = html('<p>Cổng</p>');
  expect(await read('/')).toEqual({ url: `http://trang.example:${port}/vi/`, html: '<p>Cổng</p>' });
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('a page packed by %s is unpacked, and counted by what it unpacks to', async (encoding, pack) => {
  answers['/packed'] = html(pack(Buffer.from('x'.repeat(5_000_000))), 'text/html', { 'Content-Encoding': encoding });
  expect((await read('/packed', { bytesMost: 5_000_000 })).html).toHaveLength(5_000_000);
  expect(await problem(read('/packed'))).toBe('too_large');
});

test.each([
  ['utf-16le by its mark', Buffer.from('\ufeff<script>_govaq</script>', 'utf16le'), 'text/html'],
  [
    'latin letters of an old page',
    Buffer.from('<title>\xd0\xea</title><script>_govaq</script>', 'latin1'),
    'text/html; charset=windows-1258',
  ],
  ['a charset that nobody knows', Buffer.from('<script>_govaq</script>'), 'text/html; charset="x-none"'],
  ['xhtml', Buffer.from('<script>_govaq</script>'), 'application/xhtml+xml'],
])('%s is understood', async (_what, body, type) => {
  answers['/charset'] = html(body, type);
  expect((await read('/charset')).html).toContain('<script>_govaq</script>');
});

test('what is no page, does not end or does not come is named', async () => {
  answers['/pdf'] = html('%PDF', 'application/pdf');
  expect(await problem(read('/pdf'))).toBe('not_html');
  answers['/none'] = (response) => void response.writeHead(503).end();
  await expect(read('/none')).rejects.toMatchObject({ problem: 'status', status: 503 });
  answers['/round'] = (response) => void response.writeHead(301, { Location: '/round' }).end();
  expect(await problem(read('/round'))).toBe('too_many_redirects');
  expect(asked.filter((path) => path.endsWith('/round'))).toHaveLength(6);
  answers['/file'] = (response) => void response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
  expect(await problem(read('/file'))).toBe('status');
  answers['/cut'] = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': '1000' }).write('<p>');
    setImmediate(() => response.destroy());
  };
  expect(await problem(read('/cut'))).toBe('no_answer');
  expect(await problem(read('/', {}, 'khongco.example'))).toBe('not_resolved');
});

test.each([
  ['that never answers', () => {}],
  [
    'that comes letter by letter',
    (response: ServerResponse) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'that sends us on and on, slowly',
    (response: ServerResponse) => void setTimeout(() => response.writeHead(302, { Location: '/slow' }).end(), 150),
  ],
])('a page %s is given up in time, redirects included', async (_what, act) => {
  answers['/slow'] = act;
  const began = performance.now();
  expect(await problem(read('/slow', { timeoutMs: 300 }))).toBe('no_answer');
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('private addresses are refused wherever they stand on the way', async () => {
  const there = `http://127.0.0.2:${port}/`;
  expect(await problem(readPage(there, { allowPrivate: false }))).toBe('private_address');
  expect(await problem(readPage('http://[::ffff:7f00:2]/', { allowPrivate: false }))).toBe('private_address');
  expect(await problem(readPage('http://2130706434/', { allowPrivate: false }))).toBe('private_address');
  names.set('trong.example', [['127.0.0.2']]);
  expect(await problem(read('/', {}, 'trong.example'))).toBe('private_address');
  answers['/in'] = (response) => void response.writeHead(302, { Location: there }).end();
  expect(await problem(read('/in'))).toBe('private_address');
  expect(asked).toEqual([`trang.example:${port}/in`]);
});

test('a name cannot change its meaning between the look and the connection', async () => {
  answers['/again'] = (response) => void response.writeHead(302, { Location: '/page' }).end();
  answers['/page'] = html('<p>trong</p>');
  names.set('doi.example', [['127.0.0.1'], ['127.0.0.2']]);
  expect(await problem(read('/again', {}, 'doi.example'))).toBe('private_address');
  expect(asked).toEqual([`doi.example:${port}/again`]);
  // Of several addresses only those that are open are connected to.
  names.set('hai.example', [['127.0.0.2', '127.0.0.1']]);
  expect((await read('/page', {}, 'hai.example')).html).toBe('<p>trong</p>');
});

test('the setting lets pages of the own network be read', async () => {
  answers['/page'] = html('<p>trong</p>');
  names.set('trong.example', [['127.0.0.1']]);
  expect((await read('/page', { allowPrivate: true }, 'trong.example')).html).toBe('<p>trong</p>');
});

test('a certificate that no authority has signed is told as such, also at the end of a redirect; plain HTTP there is no answer', async () => {
  const secure = createTlsServer(SELF_SIGNED, (_request, response) => html('<p>Cổng</p>')(response));
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const at = `trang.example:${(secure.address() as AddressInfo).port}`;
  answers['/secure'] = (response) => void response.writeHead(301, { Location: `https://${at}/` }).end();
  expect(await problem(readPage(`https://${at}/`, { allowPrivate: false }))).toBe('certificate');
  expect(await problem(read('/secure'))).toBe('certificate');
  expect(await problem(readPage(`http://${at}/`, { allowPrivate: false }))).toBe('no_answer');
  secure.closeAllConnections();
  await new Promise((resolve) => secure.close(resolve));
});
