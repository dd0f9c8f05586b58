import { apacheParser } from './apache.ts';
import { iisParser } from './iis.ts';
import type { LineParser, LogFormat } from './log-line.ts';

/** Richer forms first: a combined line is a common one with more behind it. */
const FORMS = ['vhost_combined', 'combined', 'vhost_common', 'common'] as const;
const LINES = 200;

export function parserOf(format: LogFormat): LineParser {
  return format === 'iis' ? iisParser() : apacheParser(format);
}

/** The form that most of the first lines have; null when fewer than half have any. */
export function detectFormat(lines: readonly string[]): LogFormat | null {
  const first = lines.slice(0, LINES).filter((line) => line.trim() !== '');
  if (first.some((line) => line.startsWith('#Fields:'))) return 'iis';
  const told = first.filter((line) => !line.startsWith('#'));
  const scores = FORMS.map((format) => {
    const parser = apacheParser(format);
    // A request that makes no sense is one all the same: scanners fill logs with them.
    const fits = (line: string) => !['shape', 'time'].includes(parser.parse(line) as string);
    return { format, score: told.filter(fits).length };
  });
  const best = scores.reduce((best, one) => (one.score > best.score ? one : best));
  return told.length > 0 && best.score * 2 >= told.length ? best.format : null;
}
