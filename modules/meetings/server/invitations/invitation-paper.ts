import type { Kysely } from 'kysely';
import { getAgencyBrief } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { definePdf, type Paper, renderPdf } from '#platform/server/pdf/render-pdf.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { meetingsErrors } from '../../errors.ts';
import { findBody } from '../bodies/bodies.repo.ts';
import { findParticipants } from '../participants/participants.repo.ts';
import { findPlaces } from '../places/places.repo.ts';
import { requireSeat } from '../sessions/seat.ts';
import { findCommonItems } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { findInvitation } from './invitations.repo.ts';
import { whenWords } from './words.ts';

interface InvitationPaper {
  head: Paper;
  lines: string[];
  items: string[];
  after: string[];
}

const template = definePdf<InvitationPaper>(new URL('./invitation.typ', import.meta.url));

/**
 * The invitation that was sent last, as a giấy mời (NĐ 30/2020/NĐ-CP, Phụ lục III; QĐ 45/2018: chair, who attends,
 * content, time, place, demands). To one participant, or to all by their bodies.
 * @throws meetings.session_not_found, meetings.invitation_none, meetings.participant_not_found
 */
export async function invitationPaper(
  ctx: Context,
  sessionId: string,
  participantId: string | undefined,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { session } = await requireSeat(ctx, sessionId);
  const { platform } = ctx;
  const db = platform.db as Kysely<MeetingsTables>;
  const sent = await findInvitation(db, sessionId);
  if (!sent) throw prepareErrors.fail('meetings.invitation_none');
  const [people, places, body, agency, items] = await Promise.all([
    findParticipants(db, sessionId),
    findPlaces(db, sessionId),
    findBody(db, session.bodyId),
    getAgencyBrief(platform, session.agencyId),
    findCommonItems(db, sessionId),
  ]);
  const invited = people.find(({ id }) => id === participantId);
  if (participantId !== undefined && !invited) throw meetingsErrors.fail('meetings.participant_not_found');
  const { text } = sent;
  const parent = agency.parentId === null ? null : (await getAgencyBrief(platform, agency.parentId)).name;
  const chairs = people.filter(({ duties }) => duties.includes('chair'));
  const main = places.find(({ isMain }) => isMain);
  const own = places.find(({ id }) => id === invited?.placeId);
  const nameOf = (one: { name: string; title: string }) => [one.name, one.title].filter(Boolean).join(', ');
  const where = (place: { name: string; room: string }) => [place.room, place.name].filter(Boolean).join(', ');
  const paper: InvitationPaper = {
    head: {
      parent,
      agency: agency.name,
      number: text.number || null,
      symbol: text.symbol || 'GM',
      place: text.place,
      day: text.signedOn,
      kind: 'Giấy mời',
      subject: `Dự ${session.title}`,
      to: [],
      copies: ['Như thành phần mời', 'Lưu: VT'],
      signer: { ...text.signer, authority: text.signer.authority || null },
      secrecy: null,
      urgency: sent.urgentReason === '' ? null : 'KHẨN',
    },
    lines: [
      `${agency.name} trân trọng kính mời: ${invited ? nameOf(invited) : `các thành viên ${body?.name ?? ''} và khách mời`}.`,
      `Tới dự: ${session.title}.`,
      ...(chairs.length > 0 ? [`Chủ trì: ${chairs.map(nameOf).join('; ')}.`] : []),
      `Thời gian: ${whenWords(session)}.`,
      ...(main
        ? [`Địa điểm: ${where(main)}${places.length > 1 ? `, trực tuyến đến ${places.length - 1} điểm cầu` : ''}.`]
        : []),
      ...(own && !own.isMain ? [`Điểm cầu của ông/bà: ${where(own)}.`] : []),
    ],
    items: items.map(
      ({ title, presenter }, index) => `${index + 1}. ${title}${presenter === '' ? '' : ` (${presenter})`}`,
    ),
    after: [
      ...(text.demands === ''
        ? []
        : text.demands
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean)),
      'Đề nghị trả lời giấy mời trên hệ thống trước phiên họp./.',
    ],
  };
  const { bytes } = await renderPdf(template, paper, { madeAt: sent.sentAt });
  return { name: `Giấy mời ${session.title}`, bytes };
}
