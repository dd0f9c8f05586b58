import { afterAll, beforeAll, expect, test } from 'vitest';
import { METHODS } from '../reports/matomo/index.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
}, 120_000);
afterAll(() => node.close());

async function call(parameters: Record<string, string>, token?: string, more: object = {}) {
  const payload = new URLSearchParams({
    module: 'API',
    format: 'json',
    ...parameters,
    ...(token && { token_auth: token }),
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await node.app.inject({
    method: 'POST',
    url: '/index.php',
    payload: payload.toString(),
    headers,
    ...more,
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    body: answer.headers['content-type']?.includes('json') ? answer.json() : null,
  };
}

async function newKey(site: number, more: object = {}) {
  const body = { name: 'Bảng số liệu', scope: 'site', expiresOn: '2027-11-25', ...more };
  return await node.ask('admin', 'POST', `/api/usage/sites/${site}/keys`, body);
}

const DAY = { period: 'day', date: '2026-11-24' };

test('a key reads its site and no other, until it is revoked; its token is told once', async () => {
  const made = await newKey(1);
  expect(made.status).toBe(201);
  const { key, token } = made.body;
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  expect(key).toMatchObject({
    name: 'Bảng số liệu',
    scope: 'site',
    expired: false,
    lastUsedOn: null,
    can: { revoke: true },
  });

  const own = await call({ method: 'VisitsSummary.get', idSite: '1', ...DAY }, token);
  expect(own.status).toBe(200);
  const figures = (await node.ask('admin', 'GET', '/api/usage/sites/1/figures?from=2026-11-24&to=2026-11-24')).body
    .figures;
  expect(own.body).toMatchObject({
    nb_visits: figures.visits.value,
    nb_uniq_visitors: figures.visitors.value,
    nb_actions: figures.actions.value,
    bounce_count: figures.bounceRate.numerator,
  });
  for (const idSite of ['2', '1,2', '99999']) {
    const other = await call({ method: 'VisitsSummary.get', idSite, ...DAY }, token);
    expect([idSite, other.status, other.body.result]).toEqual([idSite, 404, 'error']);
  }
  expect(Object.keys((await call({ method: 'VisitsSummary.get', idSite: 'all', ...DAY }, token)).body)).toEqual(['1']);

  const listed = (await node.ask('admin', 'GET', '/api/usage/sites/1/keys')).body;
  expect(listed.rows).toMatchObject([{ id: key.id, lastUsedOn: '2026-11-25' }]);
  expect(JSON.stringify(listed)).not.toContain(token);
  expect((await node.ask('admin', 'GET', '/api/usage/sites/2/keys')).body.rows).toEqual([]);
  expect((await node.ask('nguoixem', 'GET', '/api/usage/sites/1/keys')).status).toBe(403);

  const left = await node.app.inject({
    method: 'DELETE',
    url: `/api/usage/sites/1/keys/${key.id}`,
    headers: { cookie: await node.cookieOf('admin') },
  });
  expect([left.statusCode, left.json().rows]).toEqual([200, []]);
  const after = await call({ method: 'VisitsSummary.get', idSite: '1', ...DAY }, token);
  expect([after.status, after.body.message]).toEqual([401, expect.stringContaining('revoked')]);
});

test('a key of an agency reads what the agency owns; one of all below reads below too', async () => {
  const agency = (await newKey(1, { scope: 'agency' })).body.token;
  const below = (await newKey(1, { scope: 'agency_below' })).body.token;
  const sites = (await node.ask('admin', 'GET', '/api/usage/sites?limit=200')).body.rows;
  const owner = sites.find((site: { code: number }) => site.code === 1).owner.id;
  const codes = async (token: string) =>
    Object.keys((await call({ method: 'VisitsSummary.getVisits', idSite: 'all', ...DAY }, token)).body).map(Number);
  const ofOwner = sites.filter((site: { owner: { id: string } }) => site.owner.id === owner);
  expect(await codes(agency)).toEqual(ofOwner.map((site: { code: number }) => site.code).toSorted());
  expect((await codes(below)).length).toBeGreaterThan(ofOwner.length);
});

test('keys end: at most two years, and not in the past', async () => {
  for (const expiresOn of ['2026-11-24', '2029-01-01']) {
    const refused = await newKey(1, { expiresOn });
    expect([refused.status, refused.body.code]).toEqual([400, 'usage.key_expiry_invalid']);
    expect(refused.body.fields[0].path).toBe('body.expiresOn');
  }
  const { token } = (await newKey(1, { expiresOn: '2026-11-25' })).body;
  expect((await call({ method: 'API.getMatomoVersion' }, token)).body).toEqual({ value: '5.2.0' });
});

test('a token in the address is refused; a wrong one, and none, too', async () => {
  const { token } = (await newKey(1)).body;
  for (const method of ['GET', 'POST'] as const) {
    const url = `/index.php?module=API&format=json&method=API.getMatomoVersion&token_auth=${token}`;
    const answer = await node.app.inject({ method, url });
    expect([answer.statusCode, answer.json().message]).toEqual([400, expect.stringContaining('Bearer')]);
  }
  expect((await call({ method: 'API.getMatomoVersion' }, 'anonymous')).status).toBe(401);
  expect((await call({ method: 'API.getMatomoVersion' })).status).toBe(401);
  for (const method of Object.keys(METHODS)) {
    expect([method, (await call({ method, idSite: '1', ...DAY })).status]).toEqual([method, 401]);
    expect([method, (await call({ method, idSite: '2', ...DAY }, token)).status]).toEqual([method, 404]);
  }
  const url = '/index.php?module=API&format=json&method=API.getMatomoVersion';
  const bearer = await node.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  expect([bearer.statusCode, bearer.json(), bearer.headers['cache-control']]).toEqual([
    200,
    { value: '5.2.0' },
    'no-store',
  ]);
});

test('every method answers in every format, by site and by date, as a person sees it who is signed in', async () => {
  const headers = { cookie: await node.cookieOf('lanhdao') };
  for (const method of Object.keys(METHODS)) {
    for (const format of ['json', 'xml', 'csv']) {
      const query = {
        module: 'API',
        method,
        format,
        idSite: '1,3',
        period: 'day',
        date: 'last2',
        flat: '1',
        filter_limit: '5',
      };
      const answer = await node.app.inject({ url: '/index.php', query, headers });
      expect([method, format, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([
        method,
        format,
        200,
        '',
      ]);
      if (format === 'json') {
        expect(Object.keys(answer.json())).toEqual(['1', '3']);
        expect(Object.keys(answer.json()['1'])).toEqual(['2026-11-24', '2026-11-25']);
      }
    }
  }
  const live = { module: 'API', method: 'Live.getCounters', format: 'json', idSite: 'all', lastMinutes: '1440' };
  const counters = (await node.app.inject({ url: '/index.php', query: live, headers })).json();
  expect(counters[0].visits).toBeGreaterThan(0);
  expect(Object.keys(counters[0])).toEqual(['visits', 'actions', 'visitors', 'visitsConverted']);
});

test('tables agree with the reports of the node', async () => {
  const { token } = (await newKey(1)).body;
  const asked = { idSite: '1', period: 'range', date: '2026-11-18,2026-11-24', filter_limit: '-1' };
  const get = async (method: string, more = {}) => (await call({ method, ...asked, ...more }, token)).body;
  const total = (rows: Record<string, number>[], column: string) =>
    rows.reduce((sum, row) => sum + (row[column] ?? 0), 0);
  const { figures } = (await node.ask('admin', 'GET', '/api/usage/sites/1/figures?from=2026-11-18&to=2026-11-24')).body;
  for (const method of ['Referrers.getReferrerType', 'DevicesDetection.getType', 'UserLanguage.getLanguageCode']) {
    expect([method, total(await get(method), 'nb_visits')]).toEqual([method, figures.visits.value]);
  }
  const hours = await get('VisitTime.getVisitInformationPerServerTime');
  expect(hours.map((row: { label: string }) => Number(row.label))).toEqual(
    Array.from({ length: 24 }, (_, hour) => hour),
  );
  expect(total(hours, 'nb_visits')).toBe(figures.visits.value);
  const flat = await get('Actions.getPageUrls', { flat: '1' });
  expect(total(flat, 'nb_hits')).toBe(figures.pageViews.value);
  expect(total(flat, 'sum_time_spent')).toBeGreaterThan(0);
  expect(total(await get('Actions.getPageUrls'), 'nb_hits')).toBe(figures.pageViews.value);
  const direct = await get('VisitsSummary.get', { segment: 'referrerType==direct' });
  const others = await get('VisitsSummary.get', { segment: 'referrerType!=direct' });
  expect(direct.nb_visits).toBeGreaterThan(0);
  expect(direct.nb_visits + others.nb_visits).toBe(figures.visits.value);
});

test.each([
  [{ method: 'Nope.get' }, 'method: “Nope.get” is not known here; known are API.getMatomoVersion'],
  [{ method: 'constructor' }, 'is not known here'],
  [{ idSite: 'x' }, 'idSite: give a site code'],
  [{ period: 'decade' }, 'period: “decade” is not known; take one of day, week, month, year, range'],
  [{ date: 'someday' }, 'date: “someday” is no day'],
  [{ filter_limit: '1.5' }, 'filter_limit: “1.5” is no whole number'],
  [{ segment: 'country==vn' }, 'segment: “country==vn” is no condition that is known here; known are pageUrl'],
  [{ segment: 'eventAction!=x' }, 'segment: != is not taken for eventAction'],
  [{ segment: 'eventValue>x' }, 'segment: eventValue is a number'],
  [{ module: 'CoreHome' }, 'module: only API is served here'],
])('%j is refused and says how to mend it', async (parameters, why) => {
  const headers = { cookie: await node.cookieOf('lanhdao') };
  const query = { module: 'API', method: 'Actions.getPageUrls', format: 'json', idSite: '1', ...DAY, ...parameters };
  const answer = await node.app.inject({ url: '/index.php', query: query as Record<string, string>, headers });
  expect([answer.statusCode, answer.json()]).toEqual([400, { result: 'error', message: expect.stringContaining(why) }]);
});
