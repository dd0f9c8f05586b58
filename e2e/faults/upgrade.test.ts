import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { findEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';

const STORED = fileURLToPath(new URL('../../app/testing/older-nodes/', import.meta.url));
const ACCOUNT = { email: 'admin@khanhhoa.example', password: 'bốn con ngựa qua cầu gỗ' };

test.each(readdirSync(STORED).filter((name) => name.endsWith('.tar.zst')))(
  'the node %s is proved, restored, upgraded and serves; a newer one is refused',
  async (name) => {
    const file = STORED + name;
    const data = dataFolder();
    const proof = launch(['restore', '--verify', file], data, 0);
    expect(await proof.ended, proof.output()).toBe(0);
    expect(proof.output()).toContain('The backup is whole and can be restored by this program');
    expect(() => readdirSync(data)).toThrow('ENOENT');
    const restore = launch(['restore', file], data, 0);
    expect(await restore.ended, restore.output()).toBe(0);

    const node = launch(['start'], data, await freePort());
    await ready(node);
    const answer = await fetch(`${node.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: node.url },
      body: JSON.stringify(ACCOUNT),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    const get = async (path: string) =>
      await (await fetch(node.url + path, { headers: { cookie: cookie.join('; ') } })).json();
    expect(
      (await get('/api/directory/agencies')).rows.map((row: { shortName: string }) => row.shortName).sort(),
    ).toEqual(['Phường Nha Trang', 'Sở KH&CN', 'UBND tỉnh Khánh Hòa']);
    expect((await get('/api/usage/sites/1/hits?limit=200')).rows).toHaveLength(40);

    const doctor = launch(['doctor'], data, 0);
    expect(await doctor.ended, doctor.output()).toBe(0);
    expect(doctor.output()).toContain('well  backup: none; BACKUP_URL is not set');
    const urls = findEmbeddedPostgres(data, loadSecrets(data).databasePasswords);
    const client = new pg.Client({ connectionString: urls?.owner });
    await client.connect();
    await client.query("insert into platform.schema_migration (name, timestamp) values ('9001_later', now())");
    await client.end();
    node.process.kill('SIGTERM');
    await node.ended;

    const older = launch(['start'], data, await freePort());
    expect(await older.ended).toBe(1);
    expect(older.output()).toContain(
      'The database was brought up to date by a newer version of Nhịp Cầu (it has platform/9001_later): start that version',
    );
    expect(older.output()).not.toMatch(/\n\s+at /);
  },
);
