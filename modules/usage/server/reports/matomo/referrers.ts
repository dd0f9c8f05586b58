import { readable } from '../../matomo-api/rows.ts';
import { askFigures, zeros } from './figures.ts';
import { eachRow, type RecordMethod, type TableMethod } from './method.ts';
import { fromSource, type Question, visitsOf } from './question.ts';
import { askTable } from './table.ts';
import { visitFigures, withRates } from './visit-figures.ts';

/** Government sites and AI assistants, which we tell apart, are websites in the reports of Matomo 5.2. */
const CLASSES = [
  { kind: 'direct', code: 1, label: 'Direct Entry' },
  { kind: 'search', code: 2, label: 'Search Engines' },
  { kind: 'website', code: 3, label: 'Websites' },
  { kind: 'campaign', code: 6, label: 'Campaigns' },
  { kind: 'social', code: 7, label: 'Social Networks' },
] as const;
type Class = (typeof CLASSES)[number]['kind'];

const COLUMNS = ['referrer_kind', 'referrer_name', 'referrer_keyword', 'referrer_path'];
const SOURCE = {
  found: fromSource('referrer_kind'),
  source: `multiIf(countIf(h.referrer_kind != 'direct' and h.kind != 'ping') = 0, 'direct',
    toString(found) in ('government', 'assistant'), 'website', toString(found))`,
  source_name: fromSource('referrer_name'),
  source_keyword: fromSource('referrer_keyword'),
  source_path: fromSource('referrer_path'),
};
const sourceVisits = ({ segment }: Question) => visitsOf(SOURCE, COLUMNS, segment);
const ORDER = 'nb_visits';

export const referrerTypes: TableMethod = {
  kind: 'table',
  order: ORDER,
  async ask(question, { oneDay }) {
    const found = await askTable(question, {
      name: 'referrer_types',
      source: sourceVisits(question),
      label: 'source',
      figures: visitFigures(oneDay),
      order: ORDER,
    });
    return eachRow(found, (row) => {
      const known = CLASSES.find(({ kind }) => kind === row.label);
      const figures = { ...withRates(row.figures), ...(known && { referer_type: known.code }) };
      return { label: known?.label ?? row.label, figures };
    });
  },
};

interface ReferrerPlan {
  name: string;
  kind: Class;
  label: string;
  sub?: string;
  separator?: string;
  /** How a row, and one below it, is called. */
  text?(label: string, below: boolean): string;
}

function referrerTable({ name, kind, label, sub, separator, text }: ReferrerPlan): TableMethod {
  return {
    kind: 'table',
    order: ORDER,
    ...(separator !== undefined && { separator }),
    async ask(question, { oneDay, deep }) {
      const found = await askTable(question, {
        name,
        source: sourceVisits(question),
        where: `source = '${kind}'`,
        label,
        sub: deep ? sub : undefined,
        figures: visitFigures(oneDay),
        order: ORDER,
      });
      return eachRow(found, (row, below) => ({
        label: text?.(row.label, below) ?? row.label,
        figures: withRates(row.figures),
      }));
    },
  };
}

const keyword = (label: string, below: boolean) => (below && label === '' ? 'Keyword not defined' : label);

export const websites = referrerTable({
  name: 'websites',
  kind: 'website',
  label: 'source_name',
  sub: 'source_path',
  separator: '',
  text: (label, below) => (below ? readable(label) : label),
});
export const searchEngines = referrerTable({
  name: 'search_engines',
  kind: 'search',
  label: 'source_name',
  sub: 'source_keyword',
  text: keyword,
});
export const socials = referrerTable({ name: 'socials', kind: 'social', label: 'source_name' });
export const campaigns = referrerTable({
  name: 'campaigns',
  kind: 'campaign',
  label: 'source_name',
  sub: 'source_keyword',
  text: keyword,
});

const visitsFrom = (kind: Class) => `countIf(source = '${kind}')`;
const distinct = (kind: Class, column: string) => `uniqExactIf(${column}, source = '${kind}')`;
const SUMMARY: Record<string, string> = {
  Referrers_visitorsFromSearchEngines: visitsFrom('search'),
  Referrers_visitorsFromSocialNetworks: visitsFrom('social'),
  Referrers_visitorsFromDirectEntry: visitsFrom('direct'),
  Referrers_visitorsFromWebsites: visitsFrom('website'),
  Referrers_visitorsFromCampaigns: visitsFrom('campaign'),
  Referrers_distinctSearchEngines: distinct('search', 'source_name'),
  Referrers_distinctSocialNetworks: distinct('social', 'source_name'),
  Referrers_distinctKeywords: distinct('search', 'source_keyword'),
  Referrers_distinctWebsites: distinct('website', 'source_name'),
  Referrers_distinctWebsitesUrls: distinct('website', '(source_name, source_path)'),
  Referrers_distinctCampaigns: distinct('campaign', 'source_name'),
};

export const referrersSummary: RecordMethod = {
  kind: 'record',
  none: zeros(Object.keys(SUMMARY)),
  ask: (question) => askFigures(question, 'referrers', sourceVisits(question), SUMMARY),
};
