import { useTranslation } from 'react-i18next';
import type { Goal } from '../../contract.ts';

/** What meets a goal, in words. */
export function useRuleText(): (goal: Pick<Goal, 'kind' | 'match' | 'pattern' | 'number'>) => string {
  const { t } = useTranslation('usage');
  return ({ kind, match, pattern, number }) => {
    if (kind === 'manual') return t('goals.ruleManual', { number });
    if (kind === 'service' && pattern === '') return t('goals.ruleAnyService');
    return `${t(`goals.kind.${kind}`)} ${t(`goals.match.${match}`)} “${pattern}”`;
  };
}
