import { createClient } from '#platform/web/api/client.ts';
import { mediaContract } from '../../contract.ts';

/** Keys of its own: what the session's other screens ask anew with every event need not ask the media server each time. */
export const media = createClient('meetings.media', mediaContract);
