import type { FastifyInstance, InjectOptions } from 'fastify';
import { directory, loadSample } from '#modules/directory/server/index.ts';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { usage } from '../index.ts';

/** The node of tests stands still at noon in Việt Nam. */
export const NOON = new Date('2026-11-25T05:00:00Z');

export interface UsageNode extends TestPlatform {
  app: FastifyInstance;
  /** The session of one of the sample accounts. */
  cookieOf(who: string): Promise<string>;
  /** Asks as one of the sample accounts (`admin`, `nguoixem`, …), or as nobody. */
  cookieOf(who: string): Promise<string>;
  ask(who: string | null, method: 'GET' | 'POST' | 'PATCH', url: string, body?: object): Promise<Answer>;
}

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely
  body: any;
}

/** A node with directory and use, the whole sample loaded, and its server. */
export async function usageNode(settings: Record<string, string> = {}): Promise<UsageNode> {
  const node = await testPlatform({
    modules: [directory, usage],
    now: () => NOON,
    settings: { RATE_LIMIT: '100000', ...settings },
  });
  const { platform } = node;
  await loadSample(node.as(), () => {});
  const app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
  const cookies = new Map<string, string>();

  async function cookieOf(who: string): Promise<string> {
    const known = cookies.get(who);
    if (known !== undefined) return known;
    const payload = { email: `${who}@khanhhoa.example`, password: 'NhipCau-2026' };
    const answer = await app.inject({ method: 'POST', url: '/api/session', payload });
    const cookie = [answer.headers['set-cookie'] ?? []]
      .flat()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    cookies.set(who, cookie);
    return cookie;
  }

  return {
    ...node,
    app,
    cookieOf,
    async ask(who, method, url, body) {
      const request: InjectOptions = { method, url };
      if (who !== null) request.headers = { cookie: await cookieOf(who) };
      if (body !== undefined) request.payload = body;
      const answer = await app.inject(request);
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
    },
    async close() {
      await app.close();
      await node.close();
    },
  };
}
