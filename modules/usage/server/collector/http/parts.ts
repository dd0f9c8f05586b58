import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Counts } from '../counts.ts';
import type { AppendLog } from '../log/append-log.ts';
import type { ReaderParts } from '../read-hit.ts';
import type { RateCap } from './rate-cap.ts';

/** What the answering of hits stands on. */
export interface HandlerParts extends ReaderParts {
  appendLog: AppendLog;
  counts: Counts;
  rateCap: RateCap;
  addressOf(request: IncomingMessage): string;
  log: Logger;
  now: () => number;
}
