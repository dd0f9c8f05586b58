import { createClient } from '#platform/web/api/client.ts';
import { meetingsContract } from '../contract.ts';

export const meetings = createClient('meetings', meetingsContract);
