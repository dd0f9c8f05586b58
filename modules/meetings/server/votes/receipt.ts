import { createHmac } from 'node:crypto';
import type { Secrets } from '#platform/server/config/secrets.ts';
import type { Receipt } from '../../contract.ts';

/**
 * Says that the ballot of somebody is in, and nothing of what is on it. It follows from the vote and the person alone, so
 * that it can be asked for again after a lost answer, and proves nothing to whoever would buy a vote.
 */
export function receiptOf({ auditKey }: Secrets, voteId: string, participantId: string): Receipt {
  const hash = createHmac('sha256', auditKey).update(`meetings receipt 1 ${voteId} ${participantId}`).digest('hex');
  const code = hash
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
  return { voteId, participantId, code };
}
