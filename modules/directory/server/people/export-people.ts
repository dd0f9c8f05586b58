import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Cell, type SheetFormat, sendSheet } from '#platform/server/sheets/write-sheet.ts';
import { findCodes } from '../agencies/codes.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { filterOf, type PeopleQuery } from './list-people.ts';
import { listPeople, type PeopleFilter } from './people-list.repo.ts';

const HEADS = {
  vi: ['Họ và tên', 'Chức vụ', 'Cơ quan', 'Mã định danh', 'Phụ trách', 'Từ ngày', 'Thư điện tử', 'Điện thoại'],
  en: ['Name', 'Position', 'Agency', 'Agency code', 'Acting', 'From', 'E-mail', 'Phone'],
};
const NAMES = { vi: 'Con người', en: 'People' };
const AT_ONCE = 500;

/**
 * The list of people as a file: the same filters, the same policy, whole. One line a post, so that the file can be sent
 * in again; who holds none has a line without.
 */
export async function exportPeople(
  ctx: Context,
  format: SheetFormat,
  query: PeopleQuery,
  reply: FastifyReply,
): Promise<FastifyReply> {
  requirePermission(ctx, 'directory.person.read');
  const filter = await filterOf(ctx, query);
  return sendSheet(reply, format, NAMES[ctx.locale], linesOf(ctx, filter));
}

async function* linesOf(ctx: Context, filter: PeopleFilter): AsyncGenerator<readonly Cell[]> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const { agencies } = filter;
  const shown = agencies === 'all' ? null : agencies;
  yield HEADS[ctx.locale];
  for (let after: unknown[] | null = null; ; ) {
    const rows = await listPeople(db, filter, after, AT_ONCE);
    const codes = await findCodes(
      db,
      rows.flatMap((row) => row.assignments.map((post) => post.agency.id)),
      filter.day,
    );
    for (const { name, email, phone, assignments } of rows) {
      const posts = assignments.filter((post) => shown === null || shown.has(post.agency.id));
      if (posts.length === 0) yield [name, null, null, null, null, null, email, phone];
      for (const { position, agency, acting, period } of posts) {
        yield [
          name,
          position,
          agency.name,
          codes.get(agency.id) ?? null,
          acting ? 'x' : null,
          period.from,
          email,
          phone,
        ];
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = [last.givenName, last.name, last.id];
  }
}
