import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { PortRange } from './server-settings.ts';

/** A free TCP port of this machine's own address. */
export async function freeLocalPort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** The wanted TCP port, or the next free one above. */
export async function nextTcpPort(wanted: number): Promise<number> {
  for (let port = wanted; port <= 65_535; port++) if (await isTcpFree(port)) return port;
  return await freeLocalPort();
}

/** The wanted UDP ports, or the next range of the same size above in which none is in use. */
export async function nextUdpPorts({ first, last }: PortRange): Promise<PortRange> {
  const size = last - first + 1;
  for (let start = first; start + size - 1 <= 65_535; start += size) {
    const ports = Array.from({ length: size }, (_, index) => start + index);
    const free = await Promise.all(ports.map(isUdpFree));
    if (free.every(Boolean)) return { first: start, last: start + size - 1 };
  }
  throw new Error(`There are no ${size} free UDP ports from ${first} on.`);
}

async function isTcpFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

async function isUdpFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createSocket('udp4').once('error', () => {
      probe.close();
      resolve(false);
    });
    probe.bind(port, () => probe.close(() => resolve(true)));
  });
}
