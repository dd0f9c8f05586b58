import type { Answer, AnyTemplate, PdfTemplate, Question, RenderedPdf } from './template.ts';
import { startTypesetter, type Typesetter } from './typesetter.ts';

export type { Paper, PdfTemplate, RenderedPdf } from './template.ts';
export { definePdf } from './template.ts';

export interface PdfOptions {
  /** Written into the file as its time of making. The same data at the same time give the same bytes. */
  madeAt: Date;
  /** Pictures by name (`signature.png`), which the template reads as `/files/signature.png`. */
  files?: Record<string, Uint8Array>;
  /** After so long it is given up and its process ended. Default 20 s. */
  longestMs?: number;
}

/** One page takes milliseconds; what waits behind so many others is refused rather than kept in memory. */
const WAITING_MOST = 50;
const LONGEST_MS = 20_000;
/** The typesetter holds some 100 MB; it is let go when nothing came for so long. */
const IDLE_MS = 60_000;

let typesetter: Typesetter | null = null;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Makes a paper from a template and data: PDF/A-2a, tagged, its fonts inside. Data are only ever text to the template,
 * never markup. It is set in a process of its own, one at a time, so that neither its work nor its end disturbs this
 * one. Letters that the font does not have come out as ▯.
 * @throws Error when the template is wrong, the time is up, or too many wait
 */
export function renderPdf<Data extends object>(
  template: PdfTemplate<Data>,
  data: Data,
  options: PdfOptions,
): Promise<RenderedPdf> {
  if (waiting >= WAITING_MOST) return Promise.reject(new Error(`${WAITING_MOST} papers wait already`));
  waiting += 1;
  const rendered = last.then(() => renderNow(template, data, options)).finally(() => (waiting -= 1));
  last = rendered.catch(() => undefined);
  return rendered;
}

async function renderNow(template: AnyTemplate, data: object, options: PdfOptions): Promise<RenderedPdf> {
  clearTimeout(idle);
  const own = (typesetter ??= startTypesetter());
  try {
    return paperOf(template, await own.ask(questionOf(template, data, options), options.longestMs ?? LONGEST_MS));
  } finally {
    if (own.ended && typesetter === own) typesetter = null;
    idle = setTimeout(endTypesetter, IDLE_MS).unref();
  }
}

function endTypesetter(): void {
  typesetter?.end();
  typesetter = null;
}

function questionOf(template: AnyTemplate, data: object, { madeAt, files = {} }: PdfOptions): Question {
  return { main: template.path, data, files, madeAt: Math.floor(madeAt.getTime() / 1000) };
}

function paperOf(template: AnyTemplate, answer: Answer): RenderedPdf {
  if ('error' in answer) throw new Error(`${template.path}: ${answer.error}`);
  return answer;
}
