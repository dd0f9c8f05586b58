import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { meetingsContract } from '../contract.ts';
import { bodyHandlers } from './bodies/routes.ts';
import { documentHandlers } from './documents/routes.ts';
import { invitationHandlers } from './invitations/routes.ts';
import { participantHandlers } from './participants/routes.ts';
import { placeHandlers } from './places/routes.ts';
import { sessionHandlers } from './sessions/routes.ts';

export function routes(app: FastifyInstance): void {
  mount(app, 'meetings', meetingsContract, {
    ...bodyHandlers,
    ...sessionHandlers,
    ...participantHandlers,
    ...placeHandlers,
    ...invitationHandlers,
    ...documentHandlers,
  });
}
