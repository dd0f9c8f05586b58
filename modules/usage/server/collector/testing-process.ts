import { join } from 'node:path';
import { openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { listen, startTestCollector, testSite, testSites } from './testing.ts';

/** A collector in a process of its own, for tests that kill it and for benches. Arguments: folder, `sync` or `nosync`. */
const [folder = '', sync = 'sync'] = process.argv.slice(2);
const clickhouse = openClickHouse({ folder: join(folder, 'clickhouse') });
const collector = await startTestCollector({
  clickhouse,
  folder: join(folder, 'collector'),
  sites: testSites(...Array.from({ length: 200 }, (_, index) => testSite(index + 1, { anyHost: true }))),
  config: {
    TRUSTED_PROXIES: [],
    COLLECTOR_LOG_MAX_MB: 4096,
    COLLECTOR_SYNC: sync === 'sync',
    COLLECTOR_RATE: 1_000_000,
  },
});
const served = await listen((request, response) => {
  if (request.url !== '/state') return collector.rawHandler(request, response);
  response.end(JSON.stringify({ ...collector.state(), memory: process.memoryUsage().rss, cpu: process.cpuUsage() }));
  return true;
});
process.stdout.write(`${served.port}\n`);

async function end(): Promise<void> {
  await served.close();
  await collector.stop();
  await clickhouse.close();
  process.exit(0);
}

process.on('SIGTERM', () => void end());
