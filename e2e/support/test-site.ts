import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from './at-end.ts';

export interface TestSite {
  url: string;
  /** Puts or replaces a page or file. */
  put(path: string, body: string, type?: string): void;
}

/** An agency's site on a port of its own, as another server would serve it; it goes with the test. */
export async function serveSite(pages: Record<string, string> = {}): Promise<TestSite> {
  const files = new Map<string, { body: string; type: string }>();
  const put = (path: string, body: string, type = 'text/html; charset=utf-8') => files.set(path, { body, type });
  for (const [path, body] of Object.entries(pages)) put(path, body);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://site').pathname);
    response.writeHead(file ? 200 : 404, { 'Content-Type': file?.type ?? 'text/plain' }).end(file?.body ?? 'Not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, put };
}

/** A page of such a site. `head` is where the snippet belongs. */
export function pageOf(title: string, head: string, body = ''): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><h1>${title}</h1>${body}</body></html>`;
}
