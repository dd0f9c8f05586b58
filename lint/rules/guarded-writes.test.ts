import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { tryRule } from '../testing.ts';
import { guardedWrites } from './guarded-writes.ts';

const root = mkdtempSync(join(tmpdir(), 'nhipcau-writes-'));
mkdirSync(join(root, 'modules/usage/server'), { recursive: true });
writeFileSync(
  join(root, 'modules/usage/server/tell.ts'),
  `export function tellChange(tx) {
  tx.audit({ action: 'usage.site.change' });
}

export function emitChange(tx) {
  tx.emit({ topic: 'usage.board' });
}
`,
);
afterAll(() => rmSync(root, { recursive: true }));

const verb = 'modules/usage/server/change-site.ts';
const repo = 'modules/usage/server/sites.repo.ts';
const AUDIT = 'async (tx) => { await save(tx.as()); tx.audit({}); }';

const asks = /without having asked/;
const audits = /without leaving an audit row/;
const takes = /take a Transaction/;
const opens = /Open a transaction by/;

tryRule(
  'guarded-writes',
  guardedWrites,
  {
    silent: [
      [verb, `async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, ${AUDIT}); }`],
      [verb, `async function change(ctx) { const who = requirePerson(ctx); await transact(ctx, ${AUDIT}); }`],
      [
        verb,
        `async function change(ctx) { await requirePermission(ctx, await unit()); return transact(ctx, ${AUDIT}); }`,
      ],
      [verb, `const job = { async run(ctx) { requirePermission(ctx, 'x'); await safely(transact(ctx, ${AUDIT})); } };`],
      [
        verb,
        `import { tellChange } from './tell.ts';
        async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, async (tx) => tellChange(tx)); }`,
      ],
      [
        verb,
        `function tell(tx) { tx.audit({}); }
        async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, async (tx) => tell(tx)); }`,
      ],
      [
        verb,
        `export function change(ctx) { requirePermission(ctx, 'x'); return write(ctx); }
        export function clear(ctx) { requirePermission(ctx, 'x'); return write(ctx); }
        async function write(ctx) { await transact(ctx, ${AUDIT}); }`,
      ],
      [repo, "type Trx = Transaction<T>; export const save = (trx: Trx) => trx.insertInto('usage.site').execute();"],
      [repo, "export async function save(trx: Transaction<T>) { await trx.updateTable('usage.site').execute(); }"],
      [repo, 'export async function save(trx: Transaction<T>) { await sql`insert into a select 1`.execute(trx); }'],
      [repo, "export const find = (db: Kysely<T>) => db.selectFrom('usage.site').execute();"],
      [repo, 'export const lock = (db: Kysely<T>) => sql`select id from a for update`.execute(db);'],
      ['modules/usage/server/change.db.test.ts', `await transact(ctx, ${AUDIT});`],
      ['platform/server/database/transact.ts', 'export const run = (db) => db.transaction().execute(work);'],
    ],
    fires: [
      [verb, `async function change(ctx) { await transact(ctx, ${AUDIT}); }`, asks],
      [verb, `async function change(ctx) { await transact(ctx, ${AUDIT}); requirePermission(ctx, 'x'); }`, asks],
      [
        verb,
        `async function change(ctx) { if (rare) requirePermission(ctx, 'x'); await transact(ctx, ${AUDIT}); }`,
        asks,
      ],
      [
        verb,
        `async function change(ctx) { const later = () => requirePermission(ctx); await transact(ctx, ${AUDIT}); }`,
        asks,
      ],
      [
        verb,
        `export function change(ctx) { requirePermission(ctx, 'x'); return write(ctx); }
        export function clear(ctx) { return write(ctx); }
        async function write(ctx) { await transact(ctx, ${AUDIT}); }`,
        asks,
      ],
      [
        verb,
        `export function change(ctx) { requirePermission(ctx, 'x'); return write(ctx); }
        export async function write(ctx) { await transact(ctx, ${AUDIT}); }`,
        asks,
      ],
      [verb, `async function write(ctx) { await write(ctx); await transact(ctx, ${AUDIT}); }`, asks],
      [verb, `const change = (ctx) => transact(ctx, ${AUDIT});`, asks],
      ['app/cli.ts', `async function change(ctx) { await transact(ctx, ${AUDIT}); }`, asks],
      [
        verb,
        "async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, async (tx) => save(tx.as())); }",
        audits,
      ],
      [
        verb,
        `import { emitChange } from './tell.ts';
        async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, async (tx) => emitChange(tx)); }`,
        audits,
      ],
      [verb, "async function change(ctx) { requirePermission(ctx, 'x'); await transact(ctx, work); }", /in its place/],
      [verb, 'async function change(ctx) { await ctx.platform.db.transaction().execute(work); }', opens],
      [repo, "export async function save(db: Kysely<T>) { await db.updateTable('usage.site').execute(); }", takes],
      [repo, "export const save = (db: Kysely<T>) => db.insertInto('usage.site').execute();", takes],
      [
        repo,
        'export async function save(db: Kysely<T>) { await sql`update usage.site set a = 1`.execute(db); }',
        takes,
      ],
      [repo, 'export const drop = (db: Kysely<T>) => sql`delete from usage.site`.execute(db);', takes],
      [repo, "type Db = Kysely<T>; export const save = (db: Db) => db.insertInto('x').execute();", takes],
      ['platform/server/auth/accounts.repo.ts', "export const end = (db) => db.deleteFrom('x').execute();", takes],
    ],
  },
  root,
);
