import type { Handlers } from '#platform/server/http/mount.ts';
import { sendPdf } from '#platform/server/pdf/send-pdf.ts';
import type { invitationRoutes } from '../../contract/invitations.ts';
import { getParticipant } from '../participants/list-participants.ts';
import { answerInvitation } from './answer-invitation.ts';
import { decideLeave } from './decide-leave.ts';
import { getInvitation } from './get-invitation.ts';
import { invitationPaper } from './invitation-paper.ts';
import { remind } from './remind.ts';
import { sendInvitation } from './send-invitation.ts';
import { sessionCalendar } from './session-calendar.ts';

export const invitationHandlers: Handlers<typeof invitationRoutes> = {
  getInvitation: (ctx, { params }) => getInvitation(ctx, params.id),
  async sendInvitation(ctx, { params, body }) {
    await sendInvitation(ctx, params.id, body);
    return await getInvitation(ctx, params.id);
  },
  async remind(ctx, { params }) {
    await remind(ctx, params.id);
    return await getInvitation(ctx, params.id);
  },
  async getInvitationPaper(ctx, { params, query }, { reply }) {
    const { name, bytes } = await invitationPaper(ctx, params.id, query.participantId);
    await sendPdf(reply, name, bytes);
    return '';
  },
  async getSessionCalendar(ctx, { params }, { reply }) {
    const file = await sessionCalendar(ctx, params.id);
    void reply.type('text/calendar; charset=utf-8').header('cache-control', 'no-store').send(file);
    return file;
  },
  async answerInvitation(ctx, { params, body }) {
    await answerInvitation(ctx, params.id, params.participantId, body);
    return await getParticipant(ctx, params.id, params.participantId);
  },
  async decideLeave(ctx, { params, body }) {
    await decideLeave(ctx, params.id, params.participantId, body.leave);
    return await getParticipant(ctx, params.id, params.participantId);
  },
};
