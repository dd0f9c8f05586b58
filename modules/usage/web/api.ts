import { createClient } from '#platform/web/api/client.ts';
import { usageContract } from '../contract.ts';

export const usage = createClient('usage', usageContract);
