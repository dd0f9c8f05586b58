import { hitLine } from '../hit.ts';
import type { LogRefusal } from '../log/append-log.ts';
import type { Sender } from '../parse/sender.ts';
import { type Reading, readHit } from '../read-hit.ts';
import type { BulkOutcome } from './answers.ts';
import type { Bulk } from './bulk.ts';
import type { HandlerParts } from './parts.ts';

/** Agents that are looked up at the same time for one bulk. */
const LOOK_UPS = 50;

/**
 * Records the entries of a bulk request. A bad entry does not stop the others; what is recorded is written in one
 * piece, so that either all of it counts or the sender is told that none does.
 */
export async function takeBulk(
  parts: HandlerParts,
  bulk: Bulk,
  sender: Sender,
): Promise<{ status: 200 | 503; outcome: BulkOutcome }> {
  await learnAgents(parts, bulk, sender);
  const now = parts.now();
  const invalid: number[] = [];
  let lines = '';
  let rows = 0;
  for (const [index, reading] of readAll(parts, bulk, sender, now).entries()) {
    if (reading?.kind === 'hit') {
      lines += hitLine(reading.hit);
      rows++;
    } else if (reading?.kind === 'excluded') {
      parts.counts.setAside(reading.site, reading.reason, now);
    } else if (reading?.kind === 'not_ready') {
      parts.counts.setAside(reading.site, reading.kind, now);
      return { status: 503, outcome: { status: 'error', tracked: 0, invalid: invalid.length } };
    } else {
      const { site, reason } = reading?.kind === 'refused' ? reading : { site: 0, reason: 'entry_invalid' };
      parts.counts.setAside(site, reason, now);
      invalid.push(index);
    }
  }
  const refusal =
    rows === 0 ? null : await new Promise<LogRefusal | null>((resolve) => parts.appendLog.append(lines, rows, resolve));
  if (refusal !== null) {
    parts.counts.setAside(0, refusal, now);
    return { status: 503, outcome: { status: 'error', tracked: 0, invalid: invalid.length } };
  }
  parts.counts.recorded(rows);
  const outcome: BulkOutcome = {
    status: 'success',
    tracked: bulk.entries.length - invalid.length,
    invalid: invalid.length,
  };
  if (maySeeIndices(parts, bulk, sender)) outcome.invalid_indices = invalid;
  return { status: 200, outcome };
}

function readAll(parts: HandlerParts, bulk: Bulk, sender: Sender, now: number): (Reading | null)[] {
  return bulk.entries.map((entry) =>
    entry === null ? null : readHit(parts, entry, sender, entry.text('token_auth') || bulk.token || sender.token, now),
  );
}

/** An importer sends hits of many agents in one bulk; those that are new are looked up before. */
async function learnAgents(parts: HandlerParts, bulk: Bulk, sender: Sender): Promise<void> {
  const unknown = new Map<string, { userAgent: string; hints: string }>();
  for (const reading of readAll(parts, bulk, sender, parts.now())) {
    if (reading?.kind === 'agent_unknown') unknown.set(`${reading.userAgent}\n${reading.hints}`, reading);
  }
  const agents = [...unknown.values()];
  for (let from = 0; from < agents.length; from += LOOK_UPS) {
    await Promise.all(
      agents.slice(from, from + LOOK_UPS).map(({ userAgent, hints }) => parts.agents.learn(userAgent, hints)),
    );
  }
}

function maySeeIndices(parts: HandlerParts, bulk: Bulk, sender: Sender): boolean {
  const token = bulk.token || sender.token;
  const code = bulk.entries.find((entry) => entry !== null)?.number('idsite');
  return token !== '' && code !== undefined && parts.sites.acceptsToken(token, code);
}
