import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { voteContract } from '../contract.ts';
import { presenceHandlers } from './presence/handlers.ts';
import { voteHandlers } from './votes/handlers.ts';

export function voteRoutes(app: FastifyInstance): void {
  mount(app, 'meetings', voteContract, { ...presenceHandlers, ...voteHandlers });
}
