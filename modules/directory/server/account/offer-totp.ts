import { requirePerson } from '#platform/server/auth/actor.ts';

import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTokens, insertToken } from '#platform/server/auth/tokens.repo.ts';
import { TOTP_SEAL } from '#platform/server/auth/totp/check-code.ts';
import { base32, newTotpSecret, totpUri } from '#platform/server/auth/totp/totp.ts';
import { seal } from '#platform/server/config/seal.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { TotpOffer } from '../../contract.ts';
import type { Visit } from '../session/visit.ts';
import { findNode } from '../set-up/node.repo.ts';
import { ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

const OFFER_LIFE_MS = 15 * 60_000;

/**
 * A key for an authenticator program. It waits, sealed, until its first code is given; until then nothing has changed.
 * @throws directory.proof_needed, directory.proof_refused
 */
export async function offerTotp(ctx: Context, proof: string | undefined, visit: Visit): Promise<TotpOffer> {
  const { accountId, sessionId } = requirePerson(ctx);
  await requireProof(ctx, proof, visit);
  const [account, node] = await Promise.all([ownAccount(ctx), findNode(ctx.platform)]);
  const { secrets } = ctx.platform;
  const key = newTotpSecret();
  const sealed = seal(secrets, TOTP_SEAL, key.toString('base64')).toString('base64');
  await transact(ctx, async (tx) => {
    const trx = tx.as<AuthTables>();
    await deleteTokens(trx, 'totp', accountId);
    // The session is the secret: only where the key was shown can it be confirmed.
    await insertToken(trx, {
      purpose: 'totp',
      subject: accountId,
      data: { sealed },
      secret: `totp ${sessionId}`,
      now: ctx.platform.now(),
      lifeMs: OFFER_LIFE_MS,
    });
    const subject = { type: 'directory.account', id: accountId };
    tx.audit({ action: 'directory.totp.offer', subject, before: null, after: { offered: true } });
  });
  const issuer = node === null ? 'Nhịp Cầu' : `Nhịp Cầu ${node.name}`;
  return { uri: totpUri(key, issuer, account.email), key: base32(key) };
}
