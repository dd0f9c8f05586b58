import { expect, test } from 'vitest';
import { agentName } from './agent-name.ts';
import { methodName } from './method-name.ts';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome · Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0', 'Edge · Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/120.0 Chrome/114.0 Safari/537.36',
    'Cốc Cốc · Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1',
    'Safari · iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['curl/8', null],
  ['', null],
])('%s', (agent, name) => {
  expect(agentName(agent)).toBe(name);
});

test('every way in has words', () => {
  expect(
    ['password', 'password+code', 'password+recovery', 'reset+code', 'passkey', 'invitation', 'oidc:sso', 'x'].map(
      methodName,
    ),
  ).toEqual(['password', 'code', 'recovery', 'code', 'passkey', 'mail', 'outside', 'password']);
});
