import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { Agents } from '../collector/agent/agents.ts';
import { HIT_COLUMNS } from '../collector/hit.ts';
import type { ReaderParts } from '../collector/read-hit.ts';
import type { CollectedSite } from '../collector/sites.ts';
import type { Step } from './imports.repo.ts';
import { openLineHash } from './known-content.ts';
import type { Content } from './read/content.ts';
import { ContentCut } from './read/content.ts';
import { linesOf } from './read/lines.ts';
import type { LineParser } from './read/log-line.ts';
import { importedLine, openLineReader } from './read-hits.ts';
import { add, addHit, type Counts, type Problem, showable } from './tally.ts';

const COLUMNS = [...HIT_COLUMNS, 'origin'];
/** A batch ends after so many lines or bytes, whatever they hold: begun again at the same place it is the same batch. */
export const BATCH_LINES = 20_000;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Broken lines that are kept with their text; the others are only counted. */
export const PROBLEMS_MOST = 10_000;

export interface CountParts {
  clickhouse: ClickHouse;
  reader: ReaderParts & { agents: Agents };
  site: CollectedSite;
  parser: LineParser;
  content: Content;
  /** Identifier of the import: the mark of its hits, and the beginning of the tokens of its batches. */
  id: string;
  /** Where counting begins or goes on, and what was counted up to there. */
  start: Pick<Step, 'to' | 'skippedBytes' | 'lines' | 'counts' | 'firstAt' | 'lastAt'>;
  now(): number;
  /** Called when a batch is in the store. False: go no further. */
  onStep(step: Step): Promise<boolean>;
}

export type Ending = 'end' | 'stopped' | 'cut';

/**
 * Counts the lines of a log from a place on, batch by batch. A batch goes into the store under a token of its place, then
 * `onStep` notes it: whatever is killed between the two, the batch comes again and the store takes it once.
 */
export async function countLog(parts: CountParts): Promise<Ending> {
  const { start, content, id } = parts;
  const reader = openLineReader(parts.reader, parts.site, parts.parser, parts.now);
  const hash = openLineHash();
  const counts: Counts = structuredClone(start.counts);
  let { to: from, lines, firstAt, lastAt } = start;
  let rows: string[] = [];
  let problems: Problem[] = [];
  let kept = Object.values(counts.broken).reduce((sum, some) => sum + some, 0);
  let inBatch = 0;
  let to = from;
  /** Of the line in the file. */
  let number = 0;

  async function flush(): Promise<boolean> {
    if (inBatch === 0) return true;
    if (rows.length > 0) {
      await parts.clickhouse.insertTsv('hit', COLUMNS, Buffer.from(rows.join('')), `log:${id}:${from}-${to}`);
    }
    const going = await parts.onStep({
      from,
      to,
      sha256: hash.at(to),
      readBytes: content.readBytes(),
      skippedBytes: start.skippedBytes,
      lines,
      counts,
      firstAt,
      lastAt,
      problems,
    });
    from = to;
    rows = [];
    problems = [];
    inBatch = 0;
    return going;
  }

  try {
    for await (const block of linesOf(hash.watch(content.chunks, () => to))) {
      for (const line of block) {
        number++;
        if (line.end <= start.to) {
          // Counted before; but comments say what the fields of the following lines are.
          if (line.text?.startsWith('#')) parts.parser.parse(line.text);
          continue;
        }
        const outcome = await reader.read(line);
        // It comes again, whole, with the log that grew.
        const unfinished = outcome?.what === 'broken' && outcome.reason === 'not_ended';
        lines++;
        inBatch++;
        if (!unfinished) to = line.end;
        if (outcome?.what === 'hit') {
          const at = new Date(outcome.hit.at);
          if (firstAt === null || at < firstAt) firstAt = at;
          if (lastAt === null || at > lastAt) lastAt = at;
          addHit(counts, outcome.hit);
          rows.push(importedLine(outcome.hit, id));
        } else if (outcome?.what === 'aside') add(counts.aside, outcome.reason);
        else if (outcome?.what === 'broken') {
          add(counts.broken, outcome.reason);
          if (kept++ < PROBLEMS_MOST) {
            problems.push({ line: number, reason: outcome.reason, text: showable(line.text ?? '') });
          }
        }
        if ((inBatch >= BATCH_LINES || to - from >= BATCH_BYTES) && !(await flush())) return 'stopped';
      }
    }
  } catch (error) {
    if (!(error instanceof ContentCut)) throw error;
    return (await flush()) ? 'cut' : 'stopped';
  }
  return (await flush()) ? 'end' : 'stopped';
}
