import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that a collector in Node can do: take the request, parse its parameters (of a bulk, each entry's), answer 204. Nothing is kept. */
const server = createServer((request, response) => {
  const url = request.url as string;
  if (url === '/state') {
    response.end(JSON.stringify({ memory: process.memoryUsage().rss, cpu: process.cpuUsage() }));
    return;
  }
  if (!url.includes('?')) {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { requests } = JSON.parse(body) as { requests: string[] };
      const good = requests.every((entry) => new URLSearchParams(entry.slice(1)).has('idsite'));
      response.writeHead(good ? 204 : 400).end();
    });
    return;
  }
  const parameters = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  response.writeHead(parameters.has('idsite') ? 204 : 400);
  response.end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => process.exit(0));
