import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { requirePerson } from '#platform/server/auth/actor.ts';
import { insertPasskey } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import { offerPasskey as offer, readNewPasskey } from '#platform/server/auth/passkeys/passkeys.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { AddPasskey } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { Visit } from '../session/visit.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

/** What the browser needs to make a passkey. @throws directory.proof_needed, directory.proof_refused */
export async function offerPasskey(
  ctx: Context,
  proof: string | undefined,
  visit: Visit,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await requireProof(ctx, proof, visit);
  return await offer(ctx.platform, await ownAccount(ctx));
}

/** Keeps a passkey that the browser has made for an offer of ours. @throws directory.passkey_refused */
export async function addPasskey(ctx: Context, given: AddPasskey): Promise<void> {
  const { accountId } = requirePerson(ctx);
  const { name, credential } = AddPasskey.parse(given);
  const key = await readNewPasskey(ctx.platform, accountId, credential as unknown as RegistrationResponseJSON);
  if (key === null) throw directoryErrors.fail('directory.passkey_refused');
  const account = await ownAccount(ctx);
  await changeOwnAccount(ctx, account, async (tx) => {
    const id = await insertPasskey(tx.as<AuthTables>(), {
      accountId,
      name,
      credential: key.id,
      publicKey: key.publicKey,
      counter: key.counter,
      transports: key.transports ?? [],
      now: ctx.platform.now(),
    });
    if (id === null) throw directoryErrors.fail('directory.passkey_refused');
    const change = { action: 'directory.passkey.add', before: null, after: { id, name }, notice: 'passkeyOn' } as const;
    return { change, result: null };
  });
}
