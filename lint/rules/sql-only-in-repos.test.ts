import { tryRule } from '../testing.ts';
import { sqlOnlyInRepos } from './sql-only-in-repos.ts';

const postgres = /\*\.repo\.ts and migrations only/;
const clickhouse = /reports\/ and \*\.clickhouse\.ts only/;

const SQL = "import { sql } from 'kysely';";
const SELECT = "export const all = (db) => db.selectFrom('usage.site').selectAll().execute();";
const QUERY = "import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';";

tryRule('sql-only-in-repos', sqlOnlyInRepos, {
  silent: [
    ['modules/usage/server/sites/sites.repo.ts', `${SQL}${SELECT}`],
    ['modules/usage/server/migrations/0001_sites.ts', "const statement = 'create table usage.site (id uuid)';"],
    ['modules/usage/server/reports/hits.ts', `${QUERY} const text = 'select 1 from hit';`],
    ['modules/usage/server/hits.clickhouse.ts', QUERY],
    ['platform/server/audit/audit.ts', `${SQL}${SELECT}`],
    ['modules/usage/server/sites/sites.db.test.ts', SELECT],
    ['modules/usage/server/testing/node.ts', SELECT],
    ['modules/usage/server/demo.ts', "import type { Kysely } from 'kysely'; import type pg from 'pg';"],
    ['modules/usage/web/embed/embed-screen.tsx', "const help = 'Select a site from the list';"],
    ['modules/usage/server/demo.ts', "const help = 'Update the site, then set its owner';"],
  ],
  fires: [
    ['modules/usage/server/sites/get-site.ts', SQL, postgres],
    ['modules/usage/server/sites/get-site.ts', SELECT, postgres],
    ['app/node.ts', "export const forget = (db) => db.deleteFrom('platform.event').execute();", postgres],
    ['app/platform.ts', "import pg from 'pg';", postgres],
    ['platform/server/core.ts', SELECT, postgres],
    ['modules/usage/server/demo.ts', "const text = 'delete from usage.site where true';", postgres],
    ['modules/usage/server/demo.ts', 'const text = `select id from ${table} where true`;', postgres],
    ['app/platform.ts', "lock.query('select pg_advisory_lock(1)');", postgres],
    ['modules/usage/server/activity/record.ts', QUERY, clickhouse],
    ['modules/usage/server/sites/sites.repo.ts', QUERY, clickhouse],
  ],
});
