import { createClient } from '#platform/web/api/client.ts';
import { directoryContract } from '../contract.ts';

export const directory = createClient('directory', directoryContract);
