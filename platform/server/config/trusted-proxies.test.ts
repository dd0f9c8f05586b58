import { expect, test } from 'vitest';
import { loadConfig, SettingError } from './config.ts';
import { isProxy, proxyProblem } from './trusted-proxies.ts';

test('addresses, ranges and names are taken', () => {
  for (const entry of ['loopback', 'uniquelocal', '10.0.0.7', '10.0.0.0/8', '::1', 'fd00::/8', '2001:ee0::1/128']) {
    expect(isProxy(entry), entry).toBe(true);
  }
});

test('nothing else is', () => {
  for (const entry of ['proxy.local', '10.0.0', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/8/8', '10.0.0.0/255.0.0.0']) {
    expect(isProxy(entry), entry).toBe(false);
  }
  for (const entry of ['fe80::1%eth0', 'fd00::/129', '*', '10.0.0.0/', 'Loopback']) {
    expect(isProxy(entry), entry).toBe(false);
  }
});

test('a wrong value stops the start with a sentence that names it and what is allowed', () => {
  const load = (TRUSTED_PROXIES: string) => loadConfig({ NHIPCAU_DATA: '/nonexistent', TRUSTED_PROXIES });
  expect(load(' loopback, 10.0.0.0/8,').TRUSTED_PROXIES).toEqual(['loopback', '10.0.0.0/8']);
  expect(() => load('10.0.0.7, nginx')).toThrow(SettingError);
  expect(() => load('10.0.0.7, nginx')).toThrow(
    /^TRUSTED_PROXIES is "10.0.0.7, nginx", but must be addresses or ranges with commas, such as 10.0.0.7, .+ \("nginx" is none\)\.$/,
  );
});

test('an https address without a trusted proxy is told, any other setting is not', () => {
  expect(proxyProblem({ PUBLIC_URL: 'https://x.example', TRUSTED_PROXIES: [] })).toMatch('Set TRUSTED_PROXIES');
  expect(proxyProblem({ PUBLIC_URL: 'https://x.example', TRUSTED_PROXIES: ['loopback'] })).toBeNull();
  expect(proxyProblem({ PUBLIC_URL: 'http://x.example', TRUSTED_PROXIES: [] })).toBeNull();
  expect(proxyProblem({ PUBLIC_URL: undefined, TRUSTED_PROXIES: [] })).toBeNull();
});
