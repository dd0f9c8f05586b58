import { eachRow, type TableMethod, type Wanted } from './method.ts';
import { type Question, visitsOf } from './question.ts';
import { askTable } from './table.ts';
import { visitFigures, withRates } from './visit-figures.ts';

const ORDER = 'nb_visits';

interface VisitPlan {
  name: string;
  /** SQL over the hits `h` of a visit, from these columns. */
  what: string;
  columns: readonly string[];
  label(text: string): string;
}

/** Visits by something that their first hit says. */
function visitTable({ name, what, columns, label }: VisitPlan): TableMethod {
  return {
    kind: 'table',
    order: ORDER,
    async ask(question: Question, { oneDay }: Wanted) {
      const found = await askTable(question, {
        name,
        source: visitsOf({ what }, columns, question.segment),
        label: 'what',
        figures: visitFigures(oneDay),
        order: ORDER,
      });
      return eachRow(found, (row) => ({ label: label(row.label), figures: withRates(row.figures) }));
    },
  };
}

/** Matomo's English names of device types. */
const DEVICES: Record<string, string> = {
  desktop: 'Desktop',
  smartphone: 'Smartphone',
  tablet: 'Tablet',
  'feature phone': 'Feature phone',
  console: 'Console',
  tv: 'TV',
  'car browser': 'Car browser',
  'smart display': 'Smart display',
  'smart speaker': 'Smart speaker',
  camera: 'Camera',
  'portable media player': 'Portable media player',
  wearable: 'Wearable',
  peripheral: 'Peripheral',
};
const orUnknown = (text: string): string => (text === '' ? 'Unknown' : text);

export const deviceTypes = visitTable({
  name: 'device_types',
  what: 'argMin(h.device, h.at)',
  columns: ['device'],
  label: (text) => DEVICES[text] ?? orUnknown(text),
});
export const browsers = visitTable({
  name: 'browsers',
  what: 'argMin(h.browser, h.at)',
  columns: ['browser'],
  label: orUnknown,
});
export const systems = visitTable({
  name: 'systems',
  what: 'argMin(h.system, h.at)',
  columns: ['system'],
  label: orUnknown,
});

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `fr` → `French (fr)`, `en-gb` → `English - United Kingdom (en-gb)`. */
export function languageLabel(code: string): string {
  const [, language = '', region] = /^([a-z]{2,3})(?:-(?:[a-z]{4}-)?([a-z]{2}))?\b/.exec(code) ?? [];
  const name = language === '' ? undefined : languageNames.of(language);
  if (name === undefined) return orUnknown(code);
  const where = region === undefined ? undefined : regionNames.of(region.toUpperCase());
  return where === undefined ? `${name} (${code})` : `${name} - ${where} (${code})`;
}

export const languages = visitTable({
  name: 'languages',
  what: 'argMin(h.language, h.at)',
  columns: ['language'],
  label: languageLabel,
});

/** By the hour in which the visit began, in the site's zone; all 24, in their order where none is asked for. */
export const serverHours: TableMethod = {
  ...visitTable({
    name: 'server_hours',
    what: 'toHour(min(h.at), {zone:String})',
    columns: [],
    label: (text) => text,
  }),
  order: 'label',
};
