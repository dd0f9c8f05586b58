import { Readable } from 'node:stream';
import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { AddDocument, AddDocumentVersion, DOCUMENT_MAX_BYTES } from '../../contract.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { findInvitation } from '../invitations/invitations.repo.ts';
import { touchSession } from '../journal/write-journal.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { hasItem } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import {
  countDocuments,
  findDocument,
  findVersions,
  insertDocument,
  insertVersion,
  type VersionRecord,
} from './documents.repo.ts';
import { mediaTypeOf } from './read-file.ts';

const DOCUMENTS_MOST = 500;
const VERSIONS_MOST = 100;

/**
 * Adds a document with its first version, to the session or to one of its items. What comes after the invitation is marked
 * late.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.document_refused,
 *   meetings.document_item, meetings.documents_most, platform.too_large
 */
export async function addDocument(ctx: Context, sessionId: string, given: AddDocument): Promise<void> {
  await requirePreparer(ctx, sessionId);
  const { fileName, content, ...head } = AddDocument.parse(given);
  const file = await storeFile(ctx, content);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    if ((await countDocuments(trx, sessionId)) >= DOCUMENTS_MOST) throw prepareErrors.fail('meetings.documents_most');
    await requireItem(trx, sessionId, head.itemId);
    const document = { id: uuidv7(), ...head };
    const late = (await findInvitation(trx, sessionId)) !== undefined;
    const version = { documentId: document.id, number: 1, fileName, ...file, ...uploaded(ctx), late };
    await insertDocument(trx, sessionId, document, version.uploadedAt);
    await insertVersion(trx, version);
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.document.add',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: null,
      after: { ...document, ...told(version) },
    });
  });
}

/**
 * Adds a version; those before stay.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.document_not_found,
 *   meetings.document_refused, meetings.documents_most, platform.too_large
 */
export async function addDocumentVersion(
  ctx: Context,
  sessionId: string,
  documentId: string,
  given: AddDocumentVersion,
): Promise<void> {
  await requirePreparer(ctx, sessionId);
  const { fileName, content } = AddDocumentVersion.parse(given);
  const file = await storeFile(ctx, content);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    if (!(await findDocument(trx, sessionId, documentId))) throw prepareErrors.fail('meetings.document_not_found');
    const [last] = await findVersions(trx, [documentId]);
    const number = (last?.number ?? 0) + 1;
    if (number > VERSIONS_MOST) throw prepareErrors.fail('meetings.documents_most');
    const late = (await findInvitation(trx, sessionId)) !== undefined;
    const version = { documentId, number, fileName, ...file, ...uploaded(ctx), late };
    await insertVersion(trx, version);
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.document.add_version',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: last ? told(last) : null,
      after: told(version),
    });
  });
}

/** Judges the content, then stores it: nothing that is refused reaches the store. */
async function storeFile(ctx: Context, base64: string) {
  const content = Buffer.from(base64, 'base64');
  const mediaType = mediaTypeOf(content);
  const fileKey = `meetings/${dayOf(ctx.platform.now()).slice(0, 4)}/${uuidv7()}`;
  const { size: bytes, sha256 } = await ctx.platform.files.put(fileKey, Readable.from([content]), DOCUMENT_MAX_BYTES);
  return { fileKey, mediaType, bytes, sha256 };
}

function uploaded({ actor, platform }: Context) {
  return { uploadedAt: platform.now(), uploadedBy: actor.kind === 'person' ? actor.name : '' };
}

function told({ sha256, ...version }: VersionRecord) {
  return { ...version, sha256: sha256.toString('hex') };
}

/** @throws meetings.document_item */
export async function requireItem(
  trx: Transaction<MeetingsTables>,
  sessionId: string,
  itemId: string | null,
): Promise<void> {
  if (itemId !== null && !(await hasItem(trx, sessionId, itemId))) throw prepareErrors.fail('meetings.document_item');
}
