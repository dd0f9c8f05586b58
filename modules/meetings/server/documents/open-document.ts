import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findDocument, findVersions, type VersionRecord } from './documents.repo.ts';
import { canOpenDocument } from './policy.ts';

/**
 * One version of a document, for whoever may open it.
 * @throws meetings.session_not_found, meetings.document_not_found, also when it is hidden from the caller
 */
export async function openDocument(
  ctx: Context,
  sessionId: string,
  id: string,
  number: number,
): Promise<VersionRecord & { content: Readable }> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const document = await findDocument(db, sessionId, id);
  const version = document && (await findVersions(db, [id])).find((one) => one.number === number);
  if (!version || !canOpenDocument(ctx.actor, seat, document.visibility)) {
    throw prepareErrors.fail('meetings.document_not_found');
  }
  return { ...version, content: await ctx.platform.files.get(version.fileKey) };
}
