import type { Agents } from '../collector/agent/agents.ts';
import { type Hit, hitLine } from '../collector/hit.ts';
import type { ReaderParts } from '../collector/read-hit.ts';
import type { CollectedSite } from '../collector/sites.ts';
import { judgeLine, type SetAsideReason } from './judge-line.ts';
import type { Line } from './read/lines.ts';
import type { BrokenReason, LineParser } from './read/log-line.ts';

/** What a line comes to. A comment and an empty line come to nothing. */
export type Outcome =
  | { what: 'hit'; hit: Hit }
  | { what: 'aside'; reason: SetAsideReason; at: number; target: string }
  | { what: 'broken'; reason: BrokenReason }
  | null;

export interface LineReader {
  read(line: Line): Promise<Outcome>;
}

/** Reads lines into hits of one site. Agents never seen before are looked up, whatever time it takes. */
export function openLineReader(
  parts: ReaderParts & { agents: Agents },
  site: CollectedSite,
  parser: LineParser,
  now: () => number,
): LineReader {
  return {
    async read({ text, ended }) {
      const parsed = text === null ? 'too_long' : parser.parse(text);
      if (parsed === null) return null;
      // A last line without an end may be the half of one that is still being written.
      if (typeof parsed === 'string') return { what: 'broken', reason: ended ? parsed : 'not_ended' };
      for (;;) {
        const verdict = judgeLine(parts, site, parsed, now());
        if (verdict.kind === 'hit') return { what: 'hit', hit: verdict.hit };
        if (verdict.kind === 'aside') {
          return { what: 'aside', reason: verdict.reason, at: parsed.at, target: parsed.target };
        }
        await parts.agents.learn(verdict.userAgent, verdict.hints);
      }
    },
  };
}

/** The row of an imported hit: the collector's, with the import that brought it. */
export function importedLine(hit: Hit, origin: string): string {
  return `${hitLine(hit).slice(0, -1)}\t${origin}\n`;
}
