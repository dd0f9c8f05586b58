import { expect, test } from 'vitest';
import { serverSettings } from './server-settings.ts';

const given = {
  port: 7880,
  tcpPort: 7881,
  udpPorts: { first: 7882, last: 7889 },
  address: '127.0.0.1',
  onlyHere: true,
  keys: { key: 'nhipcau', secret: 's'.repeat(64) },
  hookUrl: 'http://127.0.0.1:1/',
};

test('the media server listens to this machine only, and sends picture and sound where it is told', () => {
  expect(JSON.parse(serverSettings(given))).toMatchObject({
    port: 7880,
    bind_addresses: ['127.0.0.1'],
    keys: { nhipcau: given.keys.secret },
    rtc: { tcp_port: 7881, udp_port: '7882-7889', node_ip: '127.0.0.1', enable_loopback_candidate: true },
    webhook: { api_key: 'nhipcau', urls: ['http://127.0.0.1:1/'] },
  });
});

test('without an address it looks for the machine’s own', () => {
  const { rtc } = JSON.parse(serverSettings({ ...given, address: null, onlyHere: false }));
  expect(rtc).not.toHaveProperty('node_ip');
  expect(rtc.enable_loopback_candidate).toBe(false);
});
