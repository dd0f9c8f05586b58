import { defineContract } from '#platform/contract.ts';
import { bodyRoutes } from './contract/bodies.ts';
import { participantRoutes } from './contract/participants.ts';
import { placeRoutes } from './contract/places.ts';
import { presenceRoutes } from './contract/presence.ts';
import { sessionRoutes } from './contract/sessions.ts';
import { voteRoutes } from './contract/votes.ts';

export * from './contract/bodies.ts';
export * from './contract/common.ts';
export * from './contract/media.ts';
export * from './contract/participants.ts';
export * from './contract/places.ts';
export * from './contract/presence.ts';
export * from './contract/sessions.ts';
export * from './contract/votes.ts';

/** Live topic of one session; whoever may see the session may hear it. */
export const sessionTopic = (id: string): string => `meetings.session:${id}`;

/** The face of meetings: bodies, their sessions, who takes part and where. */
export const meetingsContract = defineContract({
  ...bodyRoutes,
  ...sessionRoutes,
  ...participantRoutes,
  ...placeRoutes,
});

/** Who is there, what is voted on, and what it came to. */
export const voteContract = defineContract({ ...presenceRoutes, ...voteRoutes });
