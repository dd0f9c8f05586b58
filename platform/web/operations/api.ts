import { auditContract } from '../../contracts/audit.ts';
import { operationsContract } from '../../contracts/operations.ts';
import { createClient } from '../api/client.ts';

export const operations = createClient('platform', operationsContract);
export const audit = createClient('platform', auditContract);
