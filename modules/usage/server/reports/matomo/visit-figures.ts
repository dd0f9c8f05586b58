import { ratio, share } from '../../matomo-api/rows.ts';
import { type Figures, visitorsName } from './method.ts';

/** SQL over visits (`visitsOf`): what Matomo tells of any set of visits. */
export function visitFigures(oneDay: boolean): Record<string, string> {
  return {
    [visitorsName(oneDay)]: 'uniqExact(site, day, visitor)',
    nb_visits: 'count()',
    nb_actions: 'sum(actions)',
    max_actions: 'max(actions)',
    sum_visit_length: 'sum(seconds)',
    bounce_count: 'countIf(actions <= 1)',
    nb_visits_converted: 'countIf(converted)',
  };
}

/** The same with the rates that follow from them. */
export function withRates(figures: Figures): Figures {
  const number = (name: string) => Number(figures[name] ?? 0);
  const visits = number('nb_visits');
  return {
    ...figures,
    bounce_rate: share(number('bounce_count'), visits),
    nb_actions_per_visit: ratio(number('nb_actions'), visits, 1),
    avg_time_on_site: ratio(number('sum_visit_length'), visits, 0),
  };
}
