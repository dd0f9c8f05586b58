import type { Context } from '#platform/server/context.ts';
import type { LogPreview } from '../../contract.ts';
import { openImportReader } from './import-reader.ts';
import { parserOf } from './read/detect.ts';
import { readHead } from './read/head.ts';
import { type Outcome, openLineReader } from './read-hits.ts';
import { showable } from './tally.ts';
import { requireImport, requireState } from './view.ts';

const LINES = 12;

/**
 * The first lines of an uploaded log, as they would be counted.
 * @throws usage.site_not_found, usage.log_import_not_found, usage.log_import_state when its file is gone
 */
export async function previewLog(ctx: Context, code: number, id: string): Promise<LogPreview> {
  const one = await requireImport(ctx, code, id);
  requireState(one, 'start');
  const { lines } = await readHead(await ctx.platform.files.get(one.file_key as string));
  const opened = await openImportReader(ctx.platform, code);
  try {
    const reader = openLineReader(opened.parts, opened.site, parserOf(one.format), () => ctx.platform.now().getTime());
    const shown: LogPreview['lines'] = [];
    for (const [index, line] of lines.slice(0, LINES).entries()) {
      shown.push({ number: index + 1, text: showable(line.text ?? ''), ...told(await reader.read(line)) });
    }
    return { lines: shown };
  } finally {
    await opened.close();
  }
}

function told(outcome: Outcome): Omit<LogPreview['lines'][number], 'number' | 'text'> {
  if (outcome === null) return { what: null, detail: '', at: null, path: '' };
  if (outcome.what === 'broken') return { what: 'broken', detail: outcome.reason, at: null, path: '' };
  if (outcome.what === 'aside') {
    const at = new Date(outcome.at).toISOString();
    return { what: 'aside', detail: outcome.reason, at, path: outcome.target.slice(0, 300) };
  }
  const { hit } = outcome;
  return {
    what: hit.bot === '' ? 'recorded' : 'bots',
    detail: hit.bot || hit.kind,
    at: new Date(hit.at).toISOString(),
    path: hit.target || hit.path || hit.searchKeyword,
  };
}
