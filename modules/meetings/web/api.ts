import { createClient } from '#platform/web/api/client.ts';
import { floorContract, meetingsContract } from '../contract.ts';

export const meetings = createClient('meetings', meetingsContract);
/** Agenda, list of speakers and live state of a session. */
export const floor = createClient('meetings', floorContract);
