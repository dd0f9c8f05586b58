import { createClient } from '#platform/web/api/client.ts';
import { mediaContract } from '../../contract.ts';

export const media = createClient('meetings', mediaContract);
