import type { AddressInfo } from 'node:net';
import { openEngine } from './engine.ts';
import { createHttpInterface } from './http-interface.ts';

/**
 * A ClickHouse server for tests: the embedded engine behind ClickHouse's HTTP interface. A process of its own, because a
 * process opens one folder only. Arguments: folder, port (0 takes a free one), user and password where one is asked for.
 * Prints its port once it serves; SIGTERM ends it.
 */
const [folder = '', port = '0', name, password] = process.argv.slice(2);
const engine = openEngine(folder);
const server = createHttpInterface({
  run: engine.run,
  version: await engine.version(),
  user: name === undefined || password === undefined ? undefined : { name, password },
});
server.listen(Number(port), '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});

process.on('SIGTERM', () => {
  server.close(() => void engine.close().then(() => process.exit(0)));
  server.closeIdleConnections();
});
