import { isIPv6 } from 'node:net';
import type { Hit } from '../collector/hit.ts';
import type { BrokenReason } from './read/log-line.ts';

/** What became of the lines of an import. Comments and empty lines are in `lines` only. */
export interface Counts {
  /** People's hits by kind. */
  recorded: Record<string, number>;
  /** Robots' hits by reason; kept, and shown apart. */
  bots: Record<string, number>;
  /** Understood and not counted, by reason. */
  aside: Record<string, number>;
  /** Not understood, by reason. */
  broken: Record<string, number>;
}

export interface Problem {
  line: number;
  reason: BrokenReason;
  text: string;
}

const TEXT_LENGTH = 200;
const FOURTH = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const MAYBE_SIXTH = /[0-9a-f:.]*:[0-9a-f:.]*[0-9a-f:]/gi;

/** A line as it may be kept and shown: cut, and without anybody's address. */
export function showable(text: string): string {
  const cut = text
    .slice(0, TEXT_LENGTH * 2)
    .toWellFormed()
    .replaceAll('\0', '');
  const sixth = cut.replace(MAYBE_SIXTH, (found) => (isIPv6(found) || isIPv6(found.slice(0, -1)) ? '…' : found));
  return sixth.replace(FOURTH, '…').slice(0, TEXT_LENGTH);
}

export function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

export function addHit(counts: Counts, hit: Hit): void {
  if (hit.bot === '') add(counts.recorded, hit.kind);
  else add(counts.bots, hit.bot);
}
