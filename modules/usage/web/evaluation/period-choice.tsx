import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { today } from '#platform/web/format.ts';
import { useUrlParam } from '#platform/web/kit/index.ts';
import { keysOf, kindOf, lastEnded, PERIOD_KINDS, type PeriodKind } from './period-keys.ts';

/** The period in the URL; the last month that ended where none is chosen. */
export function useEvaluationPeriod(): [string, (key: string) => void] {
  return useUrlParam('period', lastEnded('month', today()));
}

export function PeriodChoice() {
  const { t } = useTranslation('usage');
  const nameOf = usePeriodName();
  const [key, setKey] = useEvaluationPeriod();
  const kind = kindOf(key);
  return (
    <>
      <SegmentedControl
        aria-label={t('evaluation.kind')}
        value={kind}
        onChange={(value) => setKey(lastEnded(value as PeriodKind, today()))}
        data={PERIOD_KINDS.map((value) => ({ value, label: t(`evaluation.kinds.${value}`) }))}
      />
      <Select
        aria-label={t('evaluation.period')}
        value={key}
        allowDeselect={false}
        onChange={(value) => value && setKey(value)}
        data={keysOf(kind, today(), key).map((value) => ({ value, label: nameOf(value) }))}
        styles={{ root: { flex: '0 1 12rem' } }}
      />
    </>
  );
}

/** `Quý III năm 2026` */
export function usePeriodName(): (key: string) => string {
  const { t } = useTranslation('usage');
  return (key) => {
    const year = key.slice(0, 4);
    const part = key.slice(5);
    if (part === '') return t('evaluation.year', { year });
    if (!part.startsWith('Q')) return t('evaluation.month', { month: Number(part), year });
    return t('evaluation.quarter', { quarter: ['I', 'II', 'III', 'IV'][Number(part[1]) - 1] ?? '', year });
  };
}
