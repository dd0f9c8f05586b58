import { readFileSync } from 'node:fs';
import { recount } from '#modules/meetings/server/index.ts';
import { StartError } from '#platform/server/process/start-error.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';

/**
 * Counts a record of votes again (`docs/votes-record.md`), without a node. Says of each vote OK or what differs; answers
 * the exit code. @throws StartError when the file is no record
 */
export function recountFile(file: string, terminal: Pick<Terminal, 'say'>): number {
  const found = recount(readJson(file));
  if (typeof found === 'string') throw new StartError(`${file} is no record of votes. ${found}`);
  let differing = 0;
  for (const { number, title, from, differences } of found) {
    if (differences.length > 0) differing += 1;
    const how = from === 'ballots' ? 'counted from its ballots' : 'worked out from its tally';
    terminal.say(`  ${number}. ${title}: ${differences.length === 0 ? `OK, ${how}` : 'DIFFERS'}`);
    for (const difference of differences) terminal.say(`       ${difference}`);
  }
  terminal.say(`${found.length} votes: ${differing === 0 ? 'OK' : `${differing} differ`}.`);
  return differing === 0 ? 0 : 1;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
