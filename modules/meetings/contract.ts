import { defineContract } from '#platform/contract.ts';
import { agendaRoutes } from './contract/agenda.ts';
import { bodyRoutes } from './contract/bodies.ts';
import { conclusionRoutes } from './contract/conclusions.ts';
import { documentRoutes } from './contract/documents.ts';
import { invitationRoutes } from './contract/invitations.ts';
import { liveRoutes } from './contract/live.ts';
import { minutesRoutes } from './contract/minutes.ts';
import { participantRoutes } from './contract/participants.ts';
import { placeRoutes } from './contract/places.ts';
import { presenceRoutes } from './contract/presence.ts';
import { sessionRoutes } from './contract/sessions.ts';
import { speakerRoutes } from './contract/speakers.ts';
import { voteRoutes } from './contract/votes.ts';

export * from './contract/agenda.ts';
export * from './contract/bodies.ts';
export * from './contract/common.ts';
export * from './contract/conclusions.ts';
export * from './contract/documents.ts';
export * from './contract/invitations.ts';
export * from './contract/live.ts';
export * from './contract/media.ts';
export * from './contract/minutes.ts';
export * from './contract/participants.ts';
export * from './contract/places.ts';
export * from './contract/presence.ts';
export * from './contract/sessions.ts';
export * from './contract/speakers.ts';
export * from './contract/vote-words.ts';
export * from './contract/votes.ts';
export * from './contract/votes-record.ts';

/** Live topic of one session; whoever may see the session may hear it. Its events carry the session's state. */
export const sessionTopic = (id: string): string => `meetings.session:${id}`;

/** Picture, sound and chat of a session: hints of what changed, beside the state that {@link sessionTopic} carries. */
export const mediaTopic = (id: string): string => `meetings.media:${id}`;

/** The face of meetings: bodies, their sessions, who takes part and where. */
export const meetingsContract = defineContract({
  ...bodyRoutes,
  ...sessionRoutes,
  ...participantRoutes,
  ...placeRoutes,
  ...invitationRoutes,
  ...documentRoutes,
});

/** Who is there, what is voted on, and what it came to. */
export const voteContract = defineContract({ ...presenceRoutes, ...voteRoutes });
/** What happens on the floor of a running session: agenda, list of speakers, and what all screens show of it. */
export const floorContract = defineContract({ ...agendaRoutes, ...speakerRoutes, ...liveRoutes });

/** What was concluded, minutes and notice. */
export const paperContract = defineContract({ ...conclusionRoutes, ...minutesRoutes });
