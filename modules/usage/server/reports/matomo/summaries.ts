import { round, share } from '../../matomo-api/rows.ts';
import { askFigures, zeros } from './figures.ts';
import type { Figures, RecordMethod } from './method.ts';
import { hitsOf, visitsOf } from './question.ts';
import { visitFigures, withRates } from './visit-figures.ts';

function each(found: Map<string, Figures>, change: (figures: Figures) => Figures): Map<string, Figures> {
  return new Map([...found].map(([key, figures]) => [key, change(figures)]));
}

/** Visitors of several days are a sum of days here too: nobody is known again on another day. */
const SUMMARY = visitFigures(true);

export const visitsSummary: RecordMethod = {
  kind: 'record',
  none: withRates(zeros(Object.keys(SUMMARY))),
  ask: async (question) =>
    each(await askFigures(question, 'visits_summary', visitsOf({}, [], question.segment), SUMMARY), withRates),
};

/** One of the figures of the summary alone, as `{"value": …}`. */
export function oneOfSummary(name: keyof typeof SUMMARY): RecordMethod {
  return {
    kind: 'record',
    none: { value: 0 },
    ask: async (question) =>
      askFigures(question, `summary_${name}`, visitsOf({}, [], question.segment), { value: SUMMARY[name] as string }),
  };
}

const uniqueIn = (kind: string, column: string) =>
  `uniqExactIf((site, day, visitor, visit, ${column}), kind = '${kind}')`;
const ACTIONS = {
  nb_pageviews: "countIf(kind = 'page')",
  nb_uniq_pageviews: uniqueIn('page', 'path'),
  nb_downloads: "countIf(kind = 'download')",
  nb_uniq_downloads: uniqueIn('download', 'target'),
  nb_outlinks: "countIf(kind = 'outlink')",
  nb_uniq_outlinks: uniqueIn('outlink', 'target'),
  nb_searches: "countIf(kind = 'search')",
  nb_keywords: "uniqExactIf(search_keyword, kind = 'search')",
};

export const actionsSummary: RecordMethod = {
  kind: 'record',
  none: zeros(Object.keys(ACTIONS)),
  ask: (question) =>
    askFigures(question, 'actions', hitsOf(['path', 'target', 'search_keyword'], question.segment), ACTIONS),
};

/** Conversions by definitions and by hand (`trackGoal`): a visit meets a goal once, with the revenue of its first time. */
const CONVERSIONS = {
  met: `arraySort(arrayFlatten(groupArray(arrayMap(one -> (h.at, one, if(h.kind = 'goal', h.event_value, 0)),
    arrayFilter(one -> {goal:UInt32} = 0 or one = {goal:UInt32}, h.met_goals)))))`,
  goals: 'arrayMap(one -> one.2, met)',
  firsts: 'arrayFilter((one, n) -> indexOf(goals, one.2) = n, met, arrayEnumerate(met))',
};
const GOALS = {
  nb_conversions: 'sum(length(firsts))',
  nb_visits_converted: 'countIf(notEmpty(firsts))',
  revenue: 'sum(arraySum(arrayMap(one -> one.3, firsts)))',
  visits: 'count()',
};

export const goals: RecordMethod = {
  kind: 'record',
  none: { nb_conversions: 0, nb_visits_converted: 0, revenue: 0, conversion_rate: '0%' },
  ask: async (question) => {
    const source = visitsOf(CONVERSIONS, ['event_value'], question.segment);
    return each(await askFigures(question, 'goals', source, GOALS), ({ visits, ...figures }) => ({
      ...figures,
      revenue: round(Number(figures['revenue']), 2),
      conversion_rate: share(Number(figures['nb_visits_converted']), Number(visits)),
    }));
  },
};
