import type { Handlers } from '#platform/server/http/mount.ts';
import type { participantRoutes } from '../../contract/participants.ts';
import { addParticipant } from './add-participant.ts';
import { changeParticipant } from './change-participant.ts';
import { getParticipant, listParticipants } from './list-participants.ts';
import { removeParticipant } from './remove-participant.ts';
import { renewMembers } from './renew-members.ts';

export const participantHandlers: Handlers<typeof participantRoutes> = {
  listParticipants: (ctx, { params, query }) => listParticipants(ctx, params.id, query),
  addParticipant: async (ctx, { params, body }) =>
    await getParticipant(ctx, params.id, await addParticipant(ctx, params.id, body)),
  async changeParticipant(ctx, { params, body }) {
    await changeParticipant(ctx, params.id, params.participantId, body);
    return await getParticipant(ctx, params.id, params.participantId);
  },
  async removeParticipant(ctx, { params }) {
    await removeParticipant(ctx, params.id, params.participantId);
    return {};
  },
  renewMembers: (ctx, { params }) => renewMembers(ctx, params.id),
};
