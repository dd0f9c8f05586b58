import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that a collector in Node can do: take the request, parse its parameters, answer 204. Nothing is kept. */
const server = createServer((request, response) => {
  const url = request.url as string;
  if (url === '/state') {
    response.end(JSON.stringify({ memory: process.memoryUsage().rss, cpu: process.cpuUsage() }));
    return;
  }
  const parameters = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  response.writeHead(parameters.has('idsite') ? 204 : 400);
  response.end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => process.exit(0));
