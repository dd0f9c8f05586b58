import { requireGoodPassword } from '#platform/server/auth/password/check.ts';
import { hashPassword } from '#platform/server/auth/password/hash.ts';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type NodeKind, SetUpNode } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { forgetCache } from '../cache.ts';
import { parseElectronicId } from '../codes/electronic-id.ts';
import { sampleNode } from '../sample/node.ts';
import { dayOf } from '../time/day.ts';
import { foundNode, type NewNode } from './found-node.ts';
import { loadSampleJob } from './load-sample.ts';
import { saveSample } from './node.repo.ts';

/**
 * Names the node and its first administrator; with `sample`, a job then fills the sample province.
 * @throws platform.already_set_up, platform.input_invalid, directory.code_invalid
 */
export async function setUpNode(ctx: Context, given: SetUpNode): Promise<void> {
  const input = SetUpNode.parse(given);
  const node = input.sample || !input.node ? sampleNode : checked(input.node);
  const { name, email, password } = input.administrator;
  requireGoodPassword(password, [name, email, node.name], 'body.administrator.password');
  const passwordHash = await hashPassword(password);
  // oxlint-disable-next-line nhipcau/guarded-writes -- there is nobody yet; the claim in the transaction lets only one through
  await transact(ctx, async (tx) => {
    await foundNode(tx, node, { name, email, passwordHash }, dayOf(ctx.platform.now()));
    if (!input.sample) return;
    await saveSample(tx.as<PlatformTables>(), { state: 'loading', step: null, done: [] });
    await tx.enqueue(loadSampleJob, {});
  });
  forgetCache(ctx.platform);
}

function checked(node: { name: string; code: string; kind: NodeKind }): NewNode {
  const letter = node.kind === 'ministry' ? 'G' : 'H';
  if (parseElectronicId(node.code).level !== 1 || !node.code.startsWith(letter)) {
    throw directoryErrors.fail('directory.code_invalid', {
      detail: `The code "${node.code}" must be ${letter} and two digits, as in ${letter === 'H' ? 'H32' : 'G09'}.`,
      fields: [{ path: 'body.node.code', code: 'directory.node_code', message: `${letter} and two digits` }],
    });
  }
  return node;
}
