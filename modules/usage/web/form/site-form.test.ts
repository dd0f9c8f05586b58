import { expect, test } from 'vitest';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { bodyOf, fieldErrors, hostsOf, NEW_SITE } from './site-form.ts';

test('hosts are taken from lines, commas and whole addresses, once each', () => {
  expect(hostsOf('khanhhoa.gov.vn\n  https://SXD.khanhhoa.gov.vn/tin-tuc?a=1, khanhhoa.gov.vn;localhost')).toEqual([
    'khanhhoa.gov.vn',
    'sxd.khanhhoa.gov.vn',
    'localhost',
  ]);
  expect(hostsOf('localhost:8080 *.khanhhoa.gov.vn')).toEqual(['localhost:8080', '*.khanhhoa.gov.vn']);
  expect(hostsOf(' \n ')).toEqual([]);
});

test('a site without a duty date says so', () => {
  expect(bodyOf({ ...NEW_SITE, name: 'Cổng', ownerId: 'x', domains: 'a.vn' })).toMatchObject({
    dutyDate: null,
    domains: ['a.vn'],
  });
});

test('problems stand beside the field they are of', () => {
  const problem = (code: string, fields: { path: string; code: string; message: string }[] = []) =>
    new ApiProblem({ code, status: 400, title: 'No', detail: 'why', fields });
  // Without texts loaded, the server's own words stand in.
  const bad = problem('platform.input_invalid', [
    { path: 'body.domains.0', code: 'x', message: 'a is no host' },
    { path: 'body.domains.1', code: 'x', message: 'b is no host' },
  ]);
  expect(fieldErrors(bad)).toEqual({ domains: 'a is no host. b is no host' });
  expect(fieldErrors(problem('usage.code_taken'))).toEqual({ code: 'No' });
  expect(fieldErrors(problem('platform.offline'))).toEqual({});
});
