import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { SessionDocuments } from '../../contract.ts';
import { canPrepare, hasDuty, requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findDocuments, findVersions } from './documents.repo.ts';
import { canOpenDocument } from './policy.ts';

/** Documents of a session that the caller may open. @throws meetings.session_not_found */
export async function listDocuments(ctx: Context, sessionId: string): Promise<SessionDocuments> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const documents = (await findDocuments(db, sessionId)).filter(({ visibility }) =>
    canOpenDocument(ctx.actor, seat, visibility),
  );
  const versions = Map.groupBy(
    await findVersions(
      db,
      documents.map(({ id }) => id),
    ),
    ({ documentId }) => documentId,
  );
  return {
    rows: documents.map((document) => ({
      ...document,
      versions: (versions.get(document.id) ?? []).map(
        ({ number, fileName, mediaType, bytes, sha256, uploadedAt, uploadedBy, late }) => ({
          number,
          fileName,
          mediaType,
          bytes,
          sha256: sha256.toString('hex'),
          uploadedAt: uploadedAt.toISOString(),
          uploadedBy,
          late,
        }),
      ),
    })),
    can: {
      add: canPrepare(ctx.actor, seat),
      show: hasDuty(seat, 'chair', 'secretary') && seat.session.state === 'open',
    },
  };
}
