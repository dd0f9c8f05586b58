import type { InjectOptions } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import { guardRoutes } from '#platform/server/http/guard.ts';
import type { MountedRoute } from '#platform/server/http/mount.ts';
import { auditRows, contractRequest, sampleParams } from './testing/contract-request.ts';
import { type WholeNode, wholeNode } from './testing/whole-node.ts';

/*
 * Who may not, may not: asked of every route that any module mounts, made from the contracts. A new route is covered the
 * day it is mounted; where a rule does not fit it, its name stands below with the reason.
 */

/** Answers that do not depend on the agency whose rights the caller holds, and why. */
const SAME_FOR_ALL: Record<string, string> = {
  'directory.listAgencies': 'who is who in the administration is known to all who work in it',
  'directory.listChildren': 'as above',
  'directory.getAgency': 'as above',
  'directory.listPositions': 'a list of words',
  'directory.listRoles': 'what roles there are, not who holds them',
  'directory.compareDays': 'how the administration changed is known to all who work in it',
  'usage.listSegments': 'one’s own, and those that an agency shares: tested beside the code',
  'directory.getMap': 'where the units of the administration lie is known to all who work in it',
  'platform.listAuditActions': 'what acts there are, and that the chains are whole; not who did what',
  'directory.listReorganisations': 'how the administration changes is known to all who work in it',
};

/** Permissions that count for the whole node only: held for some agencies they open nothing. */
const WHOLE_NODE: Record<string, string> = {
  'directory.security.inspect': 'sessions and rights of one agency cannot be told from those of the node',
  'directory.security.manage': 'as above',
  'platform.operations.read': 'a node is one: its disk and its queues belong to no agency',
  'platform.operations.write': 'as above',
};

/** Routes whose input has rules between its fields, so that none can be made from the schema: not proved here for agencies. */
const BODY_BY_HAND = new Set([
  'directory.importBoundaries',
  'usage.publishBoard',
  'usage.saveSegment',
  'usage.createAlertRule',
  'usage.uploadImport',
  'directory.changeContact',
  'directory.changePerson',
  'directory.uploadImport',
  'directory.putImage',
  'directory.createReorganisation',
  'directory.changeReorganisation',
  'directory.setWorkWeek',
  'meetings.foundBody',
  'meetings.createSession',
]);

let node: WholeNode;
let admin: PersonActor;
let own: string;
let foreign: string;
const agencies = new Set<string>();
/** What `:id` and `:code` of a path stand for: something of the foreign agency, else the agency itself. */
const foreignThings: Record<string, string> = {};

beforeAll(async () => {
  node = await wholeNode();
  admin = node.person(node.everything('all'));
  const get = async (url: string) => (await node.ask(admin, { url })).json();
  const byName = async (q: string) => (await get(`/api/directory/agencies?q=${encodeURIComponent(q)}`)).rows[0].id;
  own = await byName('Sở Khoa học và Công nghệ');
  const { rows: sites } = await get('/api/usage/sites?limit=200');
  const site = sites.find((one: { owner: { id: string } }) => one.owner.id !== own);
  foreign = site.owner.id;
  const { rows: people } = await get(`/api/directory/people?agencyId=${foreign}&below=false&limit=1`);
  for (let cursor = ''; ; ) {
    const page = await get(`/api/directory/agencies?limit=200${cursor}`);
    for (const { id } of page.rows) agencies.add(id);
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  const file = { kind: 'directory.people', fileName: 'x.csv', content: Buffer.from('Tên\nLê An\n').toString('base64') };
  const imported = await node.ask(admin, { url: '/api/directory/imports', method: 'POST', payload: file });
  foreignThings['/api/directory/imports'] = imported.json().id;
  const ofSites = { kind: 'usage.sites', fileName: 'x.csv', content: Buffer.from('Tên\nTrang\n').toString('base64') };
  const sent = await node.ask(admin, { url: '/api/usage/imports', method: 'POST', payload: ofSites });
  foreignThings['/api/usage/imports'] = sent.json().id;
  const rule = { name: 'x', kind: 'drop', hours: 3, agencyId: foreign };
  const made = await node.ask(admin, { url: '/api/usage/alert-rules', method: 'POST', payload: rule });
  foreignThings['/api/usage/alert-rules'] = made.json().id;
  foreignThings['/api/usage/sites'] = String(site.code);
  foreignThings['/api/directory/agencies'] = foreign;
  foreignThings['/api/directory/people'] = people[0].id;
  foreignThings['/api/account/passkeys'] = foreign;
  foreignThings['/api/account/sessions'] = foreign;
  foreignThings['/api/outside'] = 'sso';
  // Each person's own: whoever asks has none by this id.
  const mail = { agencyId: foreign, every: 'week', recipients: ['xem@khanhhoa.example'] };
  const report = await node.ask(admin, { url: '/api/usage/report-mails', method: 'POST', payload: mail });
  foreignThings['/api/usage/report-mails'] = report.json().id;
  foreignThings['/api/notifications'] = foreign;
  foreignThings['/api/saved-views'] = foreign;
});
afterAll(() => node.close());

const nameOf = ({ module, name }: MountedRoute) => `${module}.${name}`;

/** The request that the contract asks for, about something of the foreign agency. */
function requestOf(mounted: MountedRoute): InjectOptions {
  const params = sampleParams(mounted, foreign);
  const parts: string[] = [];
  for (const part of mounted.route.path.split('/')) {
    const thing = foreignThings[parts.join('/')];
    parts.push(part.startsWith(':') ? (thing ?? String(params[part.slice(1)])) : part);
  }
  return contractRequest(mounted, parts.join('/'), foreign);
}

/** Runs a check for every route and tells all that fail, not the first only. */
async function forAllRoutes(check: (mounted: MountedRoute) => Promise<string | undefined>): Promise<void> {
  const faults: string[] = [];
  for (const mounted of node.app.mountedRoutes) {
    const fault = await check(mounted);
    if (fault !== undefined) faults.push(`${nameOf(mounted)}: ${fault}`);
  }
  expect(faults).toEqual([]);
}

describe('every mounted route', () => {
  test('is declared once, with a permission that its module knows', async () => {
    const names = node.app.mountedRoutes.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(30);
    await forAllRoutes(async ({ module, route: { access } }) => {
      const known = node.platform.modules.find(({ name }) => name === module)?.permissions ?? [];
      if (access.kind === 'permission' && !known.includes(access.permission)) return `unknown ${access.permission}`;
      if (access.kind === 'public' && access.why.length < 10) return 'public without a reason';
      return undefined;
    });
  });

  test('refuses who is not signed in, unless it is public', async () => {
    await forAllRoutes(async (mounted) => {
      const { kind } = mounted.route.access;
      if (mounted.route.method !== 'GET' && kind === 'public') return undefined;
      const { statusCode } = await node.ask(null, requestOf(mounted));
      if (kind === 'public') {
        const open = statusCode < 500 && statusCode !== 401 && statusCode !== 403;
        return open ? undefined : `is public, but answered ${statusCode}`;
      }
      const expected = kind === 'set-up' ? 409 : 401;
      return statusCode === expected ? undefined : `answered ${statusCode} instead of ${expected}`;
    });
  });

  test('refuses a person who holds every permission but the one it asks for', async () => {
    const before = await auditRows(node);
    await forAllRoutes(async (mounted) => {
      const { access } = mounted.route;
      if (access.kind !== 'permission') return undefined;
      const { [access.permission]: _, ...others } = node.everything('all');
      const answer = await node.ask(node.person(others), requestOf(mounted));
      if (answer.statusCode !== 403) return `answered ${answer.statusCode}`;
      const nothing = await node.ask(node.person({}), requestOf(mounted));
      return nothing.statusCode === 403 ? undefined : `answered ${nothing.statusCode} to a person without any right`;
    });
    expect(await auditRows(node)).toBe(before);
  });

  test('that changes something refuses requests which other sites make a browser send', async () => {
    const before = await auditRows(node);
    await forAllRoutes(async (mounted) => {
      if (mounted.route.method === 'GET') return undefined;
      const request = requestOf(mounted);
      for (const headers of [
        { origin: 'https://xau.example' },
        { origin: 'null' },
        { origin: 'http://localhost.xau.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[]) {
        const answer = await node.ask(admin, { ...request, headers: { host: 'localhost:3000', ...headers } });
        const refused = answer.statusCode === 403 && answer.json().code === 'platform.origin_refused';
        if (!refused) return `answered ${answer.statusCode} to ${JSON.stringify(headers)}`;
      }
      return undefined;
    });
    expect(await auditRows(node)).toBe(before);
  });

  test('shows and changes nothing of an agency over which the caller has no right', async () => {
    const outsider = node.person(node.everything(new Set([own])));
    const before = await auditRows(node);
    await forAllRoutes(async (mounted) => {
      const { access, method, path } = mounted.route;
      if (access.kind !== 'permission' || nameOf(mounted) in SAME_FOR_ALL) return undefined;
      const request = requestOf(mounted);
      const answer = await node.ask(outsider, request);
      const written = (await auditRows(node)) !== before ? ', and the audit says that it was done' : '';
      const unproved = answer.statusCode === 400 && BODY_BY_HAND.has(nameOf(mounted));
      if (method !== 'GET' || path.includes('/:')) {
        const refused = answer.statusCode === 403 || answer.statusCode === 404 || unproved;
        return refused && written === '' ? undefined : `answered ${answer.statusCode}${written}`;
      }
      if (access.permission in WHOLE_NODE) {
        return answer.statusCode === 403 ? undefined : `answered ${answer.statusCode}`;
      }
      if (unproved) return undefined;
      if (answer.statusCode !== 200) return `answered ${answer.statusCode}`;
      const named = [...new Set(answer.body.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))];
      const others = named.filter((id) => id !== own && agencies.has(id));
      if (others.length > 0) return `names ${others.length} other agencies`;
      const whole = await node.ask(admin, request);
      return whole.body === answer.body ? 'answers the same to all: say why in SAME_FOR_ALL' : undefined;
    });
  });

  // Last, because it changes what the others ask about.
  test('lets through who holds the right', async () => {
    await forAllRoutes(async (mounted) => {
      if (mounted.route.access.kind !== 'permission') return undefined;
      const { statusCode, body } = await node.ask(admin, requestOf(mounted));
      return statusCode < 500 && statusCode !== 401 && statusCode !== 403
        ? undefined
        : `answered ${statusCode} ${body}`;
    });
  });
});

test('a route that does not say who may call it cannot be added', () => {
  const app = Fastify();
  guardRoutes(app);
  expect(() => app.get('/api/open', async () => 'all')).toThrow('GET /api/open does not say who may call it');
  expect(() => app.get('/health/x', async () => 'well')).not.toThrow();
});

test('another spelling of an address leads to the same route and the same refusals', async () => {
  for (const url of ['/%61pi/usage/sites', 'http://localhost/api/usage/sites', '/api/usage/%73ites']) {
    const stranger = await node.ask(null, { url });
    expect([url, stranger.statusCode, stranger.headers['cache-control']]).toEqual([url, 401, 'no-store']);
    expect((await node.ask(admin, { url })).statusCode).toBe(200);
    const headers = { origin: 'https://xau.example' };
    expect((await node.ask(admin, { url, method: 'POST', payload: {}, headers })).statusCode).toBe(403);
  }
});

test('the reading API for programs stands beside the others, with the same guards', async () => {
  const report = (code: string) =>
    `/index.php?module=API&method=VisitsSummary.get&period=day&date=today&format=json&idSite=${code}`;
  const code = foreignThings['/api/usage/sites'] as string;
  const outsider = node.person(node.everything(new Set([own])));
  for (const path of [report(code), `/matomo${report(code)}`]) {
    expect((await node.ask(null, { url: path })).statusCode).toBe(401);
    expect((await node.ask(node.person({}), { url: path })).statusCode).toBe(403);
    expect((await node.ask(outsider, { url: path })).statusCode).toBe(404);
    const answer = await node.ask(admin, { url: path });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    const headers = { origin: 'https://xau.example' };
    expect((await node.ask(admin, { url: path, method: 'POST', payload: {}, headers })).statusCode).toBe(403);
  }
  const mine = (await node.ask(outsider, { url: report('all') })).json();
  expect(Object.keys(mine)).not.toContain(code);
});

test('a person hears no topic of an agency that is not theirs, and no topic of the inside', async () => {
  const outsider = node.person(node.everything(new Set([own])));
  const code = foreignThings['/api/usage/sites'];
  for (const topic of [`usage.site:${code}`, 'usage.registry', 'usage.site:0', 'platform.event', 'nothing', 'usage.']) {
    const { statusCode } = await node.ask(outsider, { url: `/api/events?topics=usage.board,${topic}` });
    expect([topic, statusCode]).toEqual([topic, 403]);
  }
  expect((await node.ask(null, { url: '/api/events?topics=usage.board' })).statusCode).toBe(401);
  expect((await node.ask(node.person({}), { url: '/api/events?topics=usage.board' })).statusCode).toBe(403);
});
