import { expect, test } from 'vitest';
import { embedOf } from './embed.ts';
import { findSnippet } from './find-snippet.ts';

const embed = embedOf('https://do.khanhhoa.gov.vn', 47);
const page = (...parts: string[]) => `<!doctype html><html><head>${parts.join('\n')}</head><body></body></html>`;
const expected = { code: 47, hosts: ['do.khanhhoa.gov.vn'] };

test.each([
  ['snippet', 'govaq'],
  ['matomoSnippet', 'paq'],
] as const)('the check knows the %s that we offer, with all its parts', (which, client) => {
  expect(findSnippet(page(embed[which]), expected)).toMatchObject({ client, missing: [], otherCode: null });
});

test('beside the snippet of another system, ours is found', () => {
  const ministry = embedOf('https://f-emc.ngsp.gov.vn', 4064).snippet;
  expect(findSnippet(page(ministry, embed.matomoSnippet), expected)).toMatchObject({ client: 'paq', missing: [] });
  expect(findSnippet(page(ministry), expected)).toMatchObject({ otherCode: '4064', found: ['queue'] });
});

test('each snippet loads a script that the node serves', () => {
  expect(embed.snippet).toContain(`g.src = 'https://do.khanhhoa.gov.vn/embed/gov-tracking.min.js'`);
  expect(embed.matomoSnippet).toContain(`g.src = u + 'matomo.js'`);
});
