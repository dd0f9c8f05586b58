import { Readable } from 'node:stream';
import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { definePdf, type Paper, renderPdf } from '#platform/server/pdf/render-pdf.ts';
import { DOCUMENT_MAX_BYTES, type DocumentVisibility } from '../../contract.ts';
import { insertDocument, insertVersion } from '../documents/documents.repo.ts';
import { insertInvitation } from '../invitations/invitations.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import type { SampleSession } from './load-national.ts';
import { PROVINCIAL_PAPERS } from './provincial-committee.ts';

interface Report {
  head: Paper;
  lines: string[];
}

const report = definePdf<Report>(new URL('./report.typ', import.meta.url));
const DAY_MS = 86_400_000;
const AGENCY = 'Sở Khoa học và Công nghệ';

export interface SamplePaper {
  title: string;
  /** Index of the item; null: of the session as a whole. */
  item: number | null;
  visibility: DocumentVisibility;
  /** Handed in so many days before the session, one time a version; the invitation went out 7 days before. */
  daysBefore: readonly number[];
  lines: readonly string[];
}

/** Papers of a session as files: set before the transaction, because setting takes its time. */
export async function printPapers(ctx: Context): Promise<ReadonlyMap<string, Uint8Array>> {
  const printed = new Map<string, Uint8Array>();
  for (const { title, lines } of PROVINCIAL_PAPERS) {
    const head: Paper = {
      parent: 'Ủy ban nhân dân tỉnh Khánh Hòa',
      agency: AGENCY,
      number: null,
      symbol: 'BC-SKHCN',
      place: 'Khánh Hòa',
      day: null,
      kind: 'Báo cáo',
      subject: title,
      to: [],
      copies: ['Ban Chỉ đạo chuyển đổi số tỉnh', 'Lưu: VT'],
      signer: { authority: null, position: 'Giám đốc', name: '' },
      secrecy: null,
      urgency: null,
    };
    const { bytes } = await renderPdf(report, { head, lines: [...lines] }, { madeAt: ctx.platform.now() });
    printed.set(title, bytes);
  }
  return printed;
}

/** Documents and invitation of a session, in the transaction that loads it. */
export async function loadPapers(
  ctx: Context,
  trx: Transaction<MeetingsTables>,
  { sessionId, startsAt, items, participants }: SampleSession,
  printed: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  // Of a session to come all that was done is done already.
  const known = Math.min(startsAt.getTime(), ctx.platform.now().getTime() + DAY_MS);
  const before = (days: number) => new Date(known - days * DAY_MS);
  const sentAt = before(7);
  const signer = { authority: 'TM. BAN CHỈ ĐẠO', position: 'Phó Trưởng ban Thường trực', name: 'Trần Thị Lãnh Đạo' };
  const text = { number: '', symbol: 'GM-BCĐ', place: 'Khánh Hòa', signedOn: dayOf(sentAt), signer, demands: '' };
  const people = participants.size;
  await insertInvitation(trx, sessionId, { id: uuidv7(), sentAt, text, urgentReason: '', people });
  for (const { title, item, visibility, daysBefore } of PROVINCIAL_PAPERS) {
    const id = uuidv7();
    const itemId = item === null ? null : (items[item]?.id ?? null);
    await insertDocument(
      trx,
      sessionId,
      { id, itemId, title, visibility, presenter: AGENCY },
      before(daysBefore[0] ?? 7),
    );
    for (const [index, days] of daysBefore.entries()) {
      const fileKey = `meetings/${dayOf(startsAt).slice(0, 4)}/${uuidv7()}`;
      const bytes = Buffer.from(printed.get(title) ?? []);
      const { size, sha256 } = await ctx.platform.files.put(fileKey, Readable.from([bytes]), DOCUMENT_MAX_BYTES);
      await insertVersion(trx, {
        documentId: id,
        number: index + 1,
        fileKey,
        fileName: `${title}.pdf`,
        mediaType: 'application/pdf',
        bytes: size,
        sha256,
        uploadedAt: before(days),
        uploadedBy: 'Lê Văn Chuyển',
        late: days < 7,
      });
    }
  }
}
