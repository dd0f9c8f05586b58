import type { Handlers } from '#platform/server/http/mount.ts';
import type { documentRoutes } from '../../contract/documents.ts';
import { addDocument, addDocumentVersion } from './add-document.ts';
import { changeDocument, withdrawDocument } from './change-document.ts';
import { listDocuments } from './list-documents.ts';
import { openDocument } from './open-document.ts';
import { SHOWN } from './read-file.ts';
import { showDocument } from './show-document.ts';

export const documentHandlers: Handlers<typeof documentRoutes> = {
  listDocuments: (ctx, { params }) => listDocuments(ctx, params.id),
  async addDocument(ctx, { params, body }) {
    await addDocument(ctx, params.id, body);
    return await listDocuments(ctx, params.id);
  },
  async addDocumentVersion(ctx, { params, body }) {
    await addDocumentVersion(ctx, params.id, params.documentId, body);
    return await listDocuments(ctx, params.id);
  },
  async changeDocument(ctx, { params, body }) {
    await changeDocument(ctx, params.id, params.documentId, body);
    return await listDocuments(ctx, params.id);
  },
  async withdrawDocument(ctx, { params }) {
    await withdrawDocument(ctx, params.id, params.documentId);
    return await listDocuments(ctx, params.id);
  },
  async openDocument(ctx, { params }, { reply }) {
    const { mediaType, fileName, bytes, content } = await openDocument(
      ctx,
      params.id,
      params.documentId,
      params.version,
    );
    const how = SHOWN.has(mediaType) ? 'inline' : 'attachment';
    await reply
      .headers({
        'Content-Type': mediaType,
        'Content-Length': bytes,
        'Content-Disposition': `${how}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'Cache-Control': 'private, no-cache',
        'X-Content-Type-Options': 'nosniff',
      })
      .serializer((payload) => payload as string)
      .send(content);
    return '';
  },
  async showDocument(ctx, { params }) {
    await showDocument(ctx, params.id, params.documentId);
    return await listDocuments(ctx, params.id);
  },
};
