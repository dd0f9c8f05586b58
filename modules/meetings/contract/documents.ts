import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { id, instant, text } from './common.ts';

/** Who may open a document: all who take part; members and their substitutes; who prepares. */
export const DocumentVisibility = z.enum(['all', 'members', 'internal']);
export type DocumentVisibility = z.infer<typeof DocumentVisibility>;

export const DOCUMENT_MAX_BYTES = 20 * 1024 * 1024;

export const DocumentVersion = z.object({
  number: z.number().int(),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  uploadedAt: instant,
  uploadedBy: z.string(),
  /** Handed in after the invitation was sent (tài liệu bổ sung). */
  late: z.boolean(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

export const SessionDocument = z.object({
  id,
  /** Null: of the session as a whole. */
  itemId: id.nullable(),
  title: z.string(),
  visibility: DocumentVisibility,
  presenter: z.string(),
  /** Newest first. */
  versions: z.array(DocumentVersion),
});
export type SessionDocument = z.infer<typeof SessionDocument>;

export const SessionDocuments = z.object({
  rows: z.array(SessionDocument),
  can: z.object({ add: z.boolean(), show: z.boolean() }),
});
export type SessionDocuments = z.infer<typeof SessionDocuments>;

const head = {
  itemId: id.nullable().default(null),
  title: text(300),
  visibility: DocumentVisibility.default('all'),
  presenter: z.string().trim().normalize('NFC').max(200).default(''),
};
const file = {
  fileName: text(200),
  content: z.base64().max(Math.ceil(DOCUMENT_MAX_BYTES / 3) * 4, 'At most 20 MB'),
};

export const AddDocument = z.object({ ...head, ...file });
export type AddDocument = z.input<typeof AddDocument>;

export const ChangeDocument = z.object(head);
export type ChangeDocument = z.infer<typeof ChangeDocument>;

export const AddDocumentVersion = z.object(file);
export type AddDocumentVersion = z.infer<typeof AddDocumentVersion>;

const params = z.object({ id });
const one = z.object({ id, documentId: id });
const signedIn = { kind: 'signed-in' } as const;
const maxBytes = Math.ceil(DOCUMENT_MAX_BYTES / 3) * 4 + 10_000;
const errors = ['meetings.session_not_found', 'meetings.session_state'];
const found = [...errors, 'meetings.document_not_found'];

export const documentRoutes = {
  listDocuments: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/documents',
    summary: 'Documents that the caller may open, with all their versions',
    params,
    response: SessionDocuments,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  addDocument: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/documents',
    summary: 'Add a document to the session or to one of its items: PDF, Office or a picture, judged by its content',
    params,
    body: AddDocument,
    response: SessionDocuments,
    status: 201,
    access: signedIn,
    errors: [...errors, 'meetings.document_refused', 'meetings.document_item', 'meetings.documents_most'],
    maxBytes,
  },
  addDocumentVersion: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/documents/:documentId/versions',
    summary: 'Add a version; those before stay',
    params: one,
    body: AddDocumentVersion,
    response: SessionDocuments,
    status: 201,
    access: signedIn,
    errors: [...found, 'meetings.document_refused', 'meetings.documents_most'],
    maxBytes,
  },
  changeDocument: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/documents/:documentId',
    summary: 'Change its title, item, presenter, and who may open it',
    params: one,
    body: ChangeDocument,
    response: SessionDocuments,
    access: signedIn,
    errors: [...found, 'meetings.document_item'],
  },
  withdrawDocument: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/documents/:documentId',
    summary: 'Withdraw a document, before the session opens; its file and the act stay on record',
    params: one,
    response: SessionDocuments,
    access: signedIn,
    errors: found,
  },
  openDocument: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/documents/:documentId/:version',
    summary: 'One version of a document: shown by browsers where they can',
    params: one.extend({ version: z.coerce.number().int().min(1).max(1_000) }),
    response: z.any(),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.document_not_found'],
  },
  showDocument: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/documents/:documentId/show',
    summary: 'Show the last version to all: it stands in the journal, and so among the annexes of the minutes',
    params: one,
    response: SessionDocuments,
    access: signedIn,
    errors: [...found, 'meetings.duty_missing'],
  },
} as const satisfies Contract;
