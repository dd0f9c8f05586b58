import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayRange, List, useDays } from '#platform/web/kit/index.ts';
import { Sparkline } from '#platform/web/kit/sparkline.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { GoalRow } from '../../contract.ts';
import { usage } from '../api.ts';
import board from '../board/board.module.css';
import { changeColumn } from '../board/change-column.tsx';
import report from '../report/report.module.css';
import { useSiteCode } from '../site/use-site.ts';
import { GoalForm } from './goal-form.tsx';
import { useRuleText } from './use-rule-text.ts';

/** What visits of a site should lead to, and how often they do. */
export function GoalsScreen() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const ruleText = useRuleText();
  const code = useSiteCode();
  const [editing, setEditing] = useState<GoalRow | 'new' | null>(null);
  const query = useQuery({
    ...usage.listGoals.query({ params: { code }, query: useDays() }),
    placeholderData: keepPreviousData,
  });
  const mayChange = query.data?.can.add === true;
  return (
    <>
      <div className={report.bar}>
        <DayRange />
      </div>
      <List<GoalRow>
        rows={query.data?.rows}
        error={query.error ?? undefined}
        retry={() => void query.refetch()}
        label={t('goals.list')}
        columns={[
          {
            key: 'name',
            title: t('goals.goal'),
            value: ({ name }) => name,
            cell: (goal) => (
              <>
                {goal.name}
                <span className={board.owner}>{ruleText(goal)}</span>
              </>
            ),
            show: 'phone',
          },
          {
            key: 'conversions',
            title: t('goals.conversions'),
            value: ({ conversions }) => conversions,
            cell: ({ conversions }) => format.number(conversions),
            align: 'right',
            width: '8rem',
            show: 'phone',
          },
          {
            key: 'rate',
            title: t('goals.rate'),
            value: ({ rate }) => rate,
            as: 'percent',
            cell: ({ rate, conversions, visits }) =>
              rate === null ? (
                '–'
              ) : (
                <>
                  {format.percent(rate)}
                  <span className={board.owner}>
                    {t('goals.rateOf', { part: format.number(conversions), whole: format.number(visits) })}
                  </span>
                </>
              ),
            align: 'right',
            width: '11rem',
            show: 'wide',
          },
          changeColumn(t('column.change')),
          {
            key: 'trend',
            title: t('column.trend'),
            cell: ({ days, name }) => (
              <span className={board.trend}>
                <Sparkline values={days} label={t('goals.trendOf', { name })} />
              </span>
            ),
            width: '8rem',
            show: 'wide',
          },
          {
            key: 'from',
            title: t('goals.holds'),
            value: ({ from }) => from,
            cell: ({ from, to }) =>
              to === null
                ? t('goals.since', { from: format.day(from) })
                : t('goals.between', { from: format.day(from), to: format.day(to) }),
            width: '13rem',
            show: 'wide',
          },
          { key: 'number', title: t('goals.number'), value: ({ number }) => number, align: 'right', show: 'choice' },
        ]}
        rowKey={({ id }) => id}
        {...(mayChange && { actions: <Button onClick={() => setEditing('new')}>{t('goals.add')}</Button> })}
        empty={{ title: t('goals.none'), text: t('goals.noneText') }}
        onOpen={(goal) => mayChange && setEditing(goal)}
      />
      <p className={report.note}>{t('goals.note')}</p>
      {editing !== null && (
        <GoalForm code={code} goal={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
