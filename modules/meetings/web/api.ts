import { createClient } from '#platform/web/api/client.ts';
import { floorContract, meetingsContract, paperContract, voteContract } from '../contract.ts';

export const meetings = createClient('meetings', meetingsContract);
/** What happens on the floor of a running session. */
export const floor = createClient('meetings', floorContract);
/** Who is there, and what is voted on. */
export const voting = createClient('meetings', voteContract);
/** Conclusions, minutes, notice. */
export const papers = createClient('meetings', paperContract);
