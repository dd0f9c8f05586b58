import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import type { Context } from '#platform/server/context.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import type { Platform } from '#platform/server/platform.ts';
import { castBallot } from '../cast-ballot.ts';
import { stopVote } from '../stop-vote.ts';

/*
 * A server process of its own, for tests that kill it: casts the ballots it is told, many at once, and prints for whom as
 * soon as one is acknowledged; or stops the vote. Told by one line of JSON on the command line.
 */
export interface CasterOrder {
  url: string;
  dataDir: string;
  sessionId: string;
  voteId: string;
  option: string;
  voters: { participantId: string; personId: string; said: 'yes' | 'no' | 'abstain' }[];
  /** Stops the vote, as this person, instead of casting. */
  stopAs?: string;
}

const order = JSON.parse(process.argv[2] as string) as CasterOrder;
const platform = {
  db: openDatabase(order.url, 10),
  log: pino({ level: 'silent' }),
  secrets: loadSecrets(order.dataDir),
  now: () => new Date(),
} as unknown as Platform;

function as(personId: string): Context {
  const actor = {
    kind: 'person',
    accountId: personId,
    personId,
    name: '',
    sessionId: personId,
    unitId: null,
    reach: new Map(),
  } as const;
  return { platform, actor, requestId: uuidv7(), locale: 'vi' };
}

const { sessionId, voteId, option, voters, stopAs } = order;
if (stopAs === undefined) {
  await Promise.allSettled(
    voters.map(async ({ participantId, personId, said }) => {
      await castBallot(as(personId), sessionId, voteId, { participantId, ballot: { options: { [option]: said } } });
      process.stdout.write(`${participantId}\n`);
    }),
  );
} else {
  process.stdout.write('stopping\n');
  await stopVote(as(stopAs), sessionId, voteId);
  process.stdout.write('stopped\n');
}
process.exit(0);
