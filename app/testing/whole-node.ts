import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { loadSample } from '#modules/directory/server/index.ts';
import type { PersonActor, Reach } from '#platform/server/auth/actor.ts';
import type { Auth } from '#platform/server/auth/auth.ts';
import { buildServer } from '#platform/server/http/server.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { modules } from '../modules.ts';

export interface WholeNode extends TestPlatform {
  app: FastifyInstance;
  /** A person with exactly these rights; the answer is what `ask` takes. */
  person(permissions: Record<string, Reach>): PersonActor;
  ask(who: PersonActor | null, request: InjectOptions): Promise<LightMyRequestResponse>;
  /** Every permission of every module, with one reach. */
  everything(reach: Reach): Record<string, Reach>;
}

const NOON = new Date('2026-11-25T05:00:00Z');

/** All modules as they are served, with the whole sample unless a test needs none; people are whoever a test says. */
export async function wholeNode({ sample = true } = {}): Promise<WholeNode> {
  const node = await testPlatform({ modules: modules.slice(1), now: () => NOON, settings: { RATE_LIMIT: '1000000' } });
  const { platform } = node;
  if (sample) await loadSample(node.as(), () => {});
  const people = new Map<string, PersonActor>();
  const strangers: ServerModule = {
    name: 'strangers',
    errors: {},
    permissions: [],
    migrations: {},
    findActor: async (_platform, { accountId }) => people.get(accountId) ?? null,
  };
  const auth = {
    findSession: async (cookie: string) => ({ accountId: cookie, sessionId: cookie, method: 'password' }),
    signOut: async () => [],
  } as Partial<Auth> as Auth;
  const app = await buildServer({ platform, modules: [strangers, ...platform.modules], auth, rawHandlers: [] });
  let address = 0;
  return {
    ...node,
    app,
    person(permissions) {
      const actor = testPerson(permissions);
      people.set(actor.accountId, actor);
      return actor;
    },
    // Each request comes from an address of its own: limits of addresses are tested elsewhere.
    ask: (who, request) =>
      app.inject({
        ...request,
        remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address++ & 255}`,
        headers: { ...(who !== null && { cookie: who.accountId }), ...request.headers },
      }),
    everything: (reach) =>
      Object.fromEntries(platform.modules.flatMap((module) => module.permissions).map((name) => [name, reach])),
    async close() {
      await app.close();
      await node.close();
    },
  };
}
