import { prepareErrors } from '../../errors/prepare.ts';

const OFFICE = [
  ['word/', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
] as const;

/** Browsers show these; the others are saved. */
export const SHOWN: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

/**
 * What a file is by its content, whatever its name says: PDF, PNG, JPEG, or an Office document without macros.
 * @throws meetings.document_refused
 */
export function mediaTypeOf(bytes: Buffer): string {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  if (bytes.subarray(0, 4).equals(Buffer.from('504b0304', 'hex')) && bytes.includes('[Content_Types].xml')) {
    if (bytes.includes('vbaProject.bin')) throw refused('It has macros: save it without them, or as PDF.');
    const office = OFFICE.find(([folder]) => bytes.includes(folder));
    if (office) return office[2];
  }
  throw refused('PDF, PNG, JPEG, DOCX, XLSX and PPTX are taken.');
}

function refused(message: string) {
  return prepareErrors.fail('meetings.document_refused', {
    detail: message,
    fields: [{ path: 'body.content', code: 'meetings.document_kind', message }],
  });
}
