import type { InjectOptions } from 'fastify';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directory, sampleAccounts } from '#modules/directory/server/index.ts';
import type { AuthTables } from '#platform/server/auth/accounts.repo.ts';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import type { MountedRoute } from '#platform/server/http/mount.ts';
import { auditRows, contractRequest, sampleParams } from './testing/contract-request.ts';
import { type WholeNode, wholeNode } from './testing/whole-node.ts';

/*
 * Every route is asked by every role of a new node, held as the sample province holds it. What should come out is read
 * from the permissions that routes declare and the entries that roles are made of; only this file puts the two together
 * a second time.
 */

let node: WholeNode;
let admin: PersonActor;
/** An agency in which nobody of the sample's accounts but the administrator may change anything. */
let foreign: string;
let foreignPerson: string;

beforeAll(async () => {
  node = await wholeNode();
  admin = node.person(node.everything('all'));
  const get = async (url: string) => (await node.ask(admin, { url })).json();
  const { rows } = await get('/api/directory/agencies?q=cam%20ranh&limit=50');
  foreign = rows.find(({ name }: { name: string }) => /Cam Ranh/.test(name)).id;
  const people = await get(`/api/directory/people?agencyId=${foreign}&below=false&limit=1`);
  foreignPerson = people.rows[0].id;
});
afterAll(() => node.close());

/** The person behind a sample account, with the rights that the directory gives it today. */
async function actorOf(email: string): Promise<PersonActor> {
  const { id: accountId } = await (node.platform.db as Kysely<AuthTables>)
    .selectFrom('platform.auth_account')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const actor = await directory.findActor?.(node.platform, { accountId, sessionId: '', method: 'password' });
  if (actor?.kind !== 'person') throw new Error(`${email} is nobody.`);
  return actor;
}

/** The entries of all roles that a person holds, as the security page tells them. */
async function entriesOf(name: string): Promise<string[]> {
  const get = async (url: string) => (await node.ask(admin, { url })).json();
  const { rows: rights } = await get(`/api/directory/security/rights?q=${encodeURIComponent(name)}`);
  const { rows: roles } = await get('/api/directory/roles');
  const held = new Set(rights.map(({ role }: { role: { id: string } }) => role.id));
  return roles
    .filter(({ id }: { id: string }) => held.has(id))
    .flatMap(({ permissions }: { permissions: string[] }) => permissions);
}

/** Does an entry (`*`, `usage.*`, `*.read`, a permission) stand for this permission? */
function stands(entry: string, permission: string): boolean {
  // What is below the field is named whole, or by `*`.
  if (entry.startsWith('*.') && permission.startsWith('platform.')) return false;
  const pattern = entry.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${pattern.join('.*')}$`).test(permission);
}

/** The request that a contract asks for, about something of this agency. */
function requestOf(mounted: MountedRoute, agency: string): InjectOptions {
  const { path } = mounted.route;
  const params = sampleParams(mounted, agency);
  const person = path.startsWith('/api/directory/people/:id');
  const url = path.replaceAll(/:(\w+)/g, (_, name: string) => (person ? foreignPerson : String(params[name])));
  return contractRequest(mounted, url, agency);
}

describe.each(sampleAccounts.map(({ email, name, role }) => ({ email, name, role })))('$role: $email', (account) => {
  test('reaches the routes whose permission its roles name, and no other', async () => {
    const actor = await actorOf(account.email);
    const entries = await entriesOf(account.name);
    expect(entries.length).toBeGreaterThan(0);
    const before = await auditRows(node);
    const faults: string[] = [];
    let refused = 0;
    for (const mounted of node.app.mountedRoutes) {
      const { access, method } = mounted.route;
      if (access.kind !== 'permission') continue;
      const should = entries.some((entry) => stands(entry, access.permission));
      // What may be done is not done here: the next roles ask about the same things.
      if (should && method !== 'GET') continue;
      const answer = await node.ask(actor, requestOf(mounted, (should && actor.unitId) || foreign));
      const may = answer.statusCode !== 403;
      if (!should) refused += 1;
      if (may !== should) faults.push(`${mounted.module}.${mounted.name}: ${answer.statusCode} ${answer.body}`);
    }
    expect(faults).toEqual([]);
    if (account.role !== 'system_admin') expect(refused).toBeGreaterThan(5);
    expect(await auditRows(node)).toBe(before);
  });

  test('changes nothing of an agency that is not its own', async () => {
    if (account.role === 'system_admin') return expect(account.email).toMatch(/^admin@/);
    const actor = await actorOf(account.email);
    const before = await auditRows(node);
    const faults: string[] = [];
    for (const mounted of node.app.mountedRoutes) {
      const { access, method } = mounted.route;
      if (access.kind !== 'permission' || method === 'GET') continue;
      const { statusCode, body } = await node.ask(actor, requestOf(mounted, foreign));
      if (![400, 403, 404].includes(statusCode))
        faults.push(`${mounted.module}.${mounted.name}: ${statusCode} ${body}`);
    }
    expect(faults).toEqual([]);
    expect(await auditRows(node)).toBe(before);
  });
});
