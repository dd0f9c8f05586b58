import type { Kysely } from 'kysely';
import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { definePdf, type Paper, renderPdf } from '#platform/server/pdf/render-pdf.ts';
import type { MinutesSection } from '../../contract.ts';
import { paperErrors } from '../../errors/papers.ts';
import { agencyNames } from '../agency-names.ts';
import { canSeeInternal, requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { gatherMinutes, type Head } from './gather-minutes.ts';
import { getMinutes } from './get-minutes.ts';
import { findNotice } from './notice.repo.ts';
import { dayOfText, dayWords } from './words.ts';

interface MinutesPaper {
  head: Paper;
  sections: MinutesSection[];
  signers: { role: string; name: string; at: string | null }[];
  /** Null while they are not signed. */
  sha256: string | null;
}

interface NoticePaper {
  head: Paper;
  lead: string;
  /** One line a conclusion; the facts of its task below it. */
  conclusions: { text: string; facts: string[] }[];
}

const minutesTemplate = definePdf<MinutesPaper>(new URL('./minutes.typ', import.meta.url));
const noticeTemplate = definePdf<NoticePaper>(new URL('./notice.typ', import.meta.url));

export interface MadePaper {
  name: string;
  bytes: Uint8Array;
}

/** Biên bản. @throws meetings.session_not_found, meetings.minutes_state */
export async function minutesPaper(ctx: Context, sessionId: string): Promise<MadePaper> {
  const minutes = await getMinutes(ctx, sessionId);
  const { head, input } = await gatherMinutes(ctx.platform.db as Kysely<MeetingsTables>, sessionId);
  const signed = (at: string | undefined) => (at === undefined ? null : dayWords(new Date(at)));
  const paper: MinutesPaper = {
    head: await headOf(ctx, head, { kind: 'Biên bản', subject: head.title, symbol: 'BB', number: null, day: null }),
    sections: minutes.sections,
    signers: [
      { role: 'Thư ký', name: minutes.secretary?.name ?? input.secretary, at: signed(minutes.secretary?.at) },
      { role: 'Chủ tọa', name: minutes.chair?.name ?? input.chair, at: signed(minutes.chair?.at) },
    ],
    sha256: minutes.sha256,
  };
  const { bytes } = await renderPdf(minutesTemplate, paper, { madeAt: ctx.platform.now() });
  return { name: `Biên bản - ${head.title}`, bytes };
}

/** Thông báo kết luận: as a draft for who prepares it, for all once it is issued. @throws meetings.notice_not_issued */
export async function noticePaper(ctx: Context, sessionId: string): Promise<MadePaper> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const issued = await findNotice(db, sessionId);
  if (!issued && !canSeeInternal(ctx.actor, seat)) throw paperErrors.fail('meetings.notice_not_issued');
  const { head, input } = await gatherMinutes(db, sessionId);
  const paper: NoticePaper = {
    head: await headOf(ctx, head, {
      kind: 'Thông báo',
      subject: `Kết luận của ${input.chair} tại ${head.title}`,
      symbol: 'TB',
      number: issued?.number ?? null,
      day: issued?.issuedOn ?? null,
      signer: { authority: 'TL. CHỦ TỌA', position: issued?.byTitle || 'THƯ KÝ', name: issued?.by ?? input.secretary },
    }),
    lead: leadOf(head, input.chair, input.placeCount),
    conclusions: input.conclusions.map(({ number, text, kind, lead, partners, product, dueOn }) => ({
      text: `${number}. ${text}`,
      facts:
        kind === 'none'
          ? []
          : [
              `Chủ trì: ${lead}`,
              ...(partners.length > 0 ? [`Phối hợp: ${partners.join(', ')}`] : []),
              ...(product ? [`Sản phẩm: ${product}`] : []),
              dueOn === null ? 'Không thời hạn' : `Thời hạn: ${dayOfText(dueOn)}`,
            ],
    })),
  };
  const { bytes } = await renderPdf(noticeTemplate, paper, { madeAt: ctx.platform.now() });
  return { name: `Thông báo kết luận - ${head.title}`, bytes };
}

function leadOf({ openedAt, title, mainPlace }: Head, chair: string, places: number): string {
  const day = openedAt ? `Ngày ${dayWords(openedAt)}, ` : '';
  const where = [mainPlace && `tại ${mainPlace}`, places > 1 && `trực tuyến với ${places} điểm cầu`].filter(Boolean);
  return `${day}${where.length > 0 ? `${where.join(', ')}, ` : ''}${chair} đã chủ trì ${title}. Sau khi nghe các báo cáo và ý kiến phát biểu, ${chair} đã kết luận như sau:`;
}

async function headOf(
  ctx: Context,
  head: Head,
  given: Pick<Paper, 'kind' | 'subject' | 'symbol' | 'number' | 'day'> & { signer?: Paper['signer'] },
): Promise<Paper> {
  const names = await agencyNames(ctx.platform, [head.agencyId], head.openedAt ? dayOf(head.openedAt) : undefined);
  const { symbol, signer, ...rest } = given;
  return {
    parent: names.get(head.agencyId)?.name ?? null,
    agency: head.body,
    symbol: `${symbol}-${head.bodyShort}`,
    place: head.mainPlace ?? '',
    to: [],
    copies: given.kind === 'Thông báo' ? ['Các thành viên dự họp', 'Các cơ quan được giao nhiệm vụ', 'Lưu: VT'] : [],
    secrecy: null,
    urgency: null,
    signer: signer ?? { authority: null, position: '', name: '' },
    ...rest,
  };
}
