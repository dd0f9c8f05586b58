import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { Figure, FigureRow, List, Page, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Evaluation, EvaluationRow } from '../../contract.ts';
import { usage } from '../api.ts';
import { Definitions } from './definitions.tsx';
import { EvaluatedSites } from './evaluated-sites.tsx';
import styles from './evaluation.module.css';
import { Papers } from './papers.tsx';
import { PeriodChoice, useEvaluationPeriod, usePeriodName } from './period-choice.tsx';
import { useEvaluationColumns } from './use-columns.tsx';

/** How agencies stand over a month, quarter or year, rate by rate, and what is missing. */
export function EvaluationScreen() {
  const { t } = useTranslation('usage');
  const [period] = useEvaluationPeriod();
  const [agency, setAgency] = useUrlParam('agency');
  const [open, setOpen] = useUrlParam('open');
  const asked = { period, agencyId: agency || undefined };
  const query = useInfiniteQuery({
    ...usage.getEvaluation.pages({ query: asked }),
    placeholderData: keepPreviousData,
  });
  const evaluation = query.data?.pages[0];
  const definitions = evaluation?.definitions ?? [];
  const rows = rowsOf<EvaluationRow>(query);
  const opened = rows.rows?.find(({ agency: { id } }) => id === open);
  return (
    <Page title={t('evaluation.title')} lead={<Lead evaluation={evaluation} />} actions={<Papers asked={asked} />}>
      <div className={styles.bar}>
        <PeriodChoice />
        <AgencyPicker inBar label={t('board.agency')} value={agency} onChange={setAgency} />
      </div>
      <Totals evaluation={evaluation} />
      <List<EvaluationRow>
        {...rows}
        label={t('evaluation.list')}
        columns={useEvaluationColumns(definitions)}
        rowKey={({ agency: { id } }) => id}
        empty={{ title: t('evaluation.none'), text: t('evaluation.noneText') }}
        onOpen={({ agency: { id } }) => setOpen(id)}
        openKey={open || undefined}
        onClose={() => setOpen('')}
        beside={
          opened &&
          evaluation && (
            <EvaluatedSites
              row={opened}
              period={evaluation.period}
              definitions={definitions}
              onClose={() => setOpen('')}
            />
          )
        }
      />
      <Definitions definitions={definitions} />
    </Page>
  );
}

function Lead({ evaluation }: { evaluation: Evaluation | undefined }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const nameOf = usePeriodName();
  if (!evaluation) return <>{t('evaluation.lead')}</>;
  const { period, previousPeriod } = evaluation;
  const days = t('evaluation.days_of', {
    period: nameOf(period.key),
    from: format.day(period.from),
    to: format.day(period.to),
    previous: nameOf(previousPeriod.key),
  });
  return (
    <>
      {days}
      {!period.ended && ` ${t('evaluation.running')}`}
    </>
  );
}

/** Rates of the head: what the regulator asks for. */
const HEAD = 4;

function Totals({ evaluation }: { evaluation: Evaluation | undefined }) {
  const { t } = useTranslation('usage');
  const nameOf = usePeriodName();
  const definitions = evaluation?.definitions.slice(0, HEAD) ?? [];
  return (
    <FigureRow>
      {definitions.map((definition, index) => {
        const rate = evaluation?.whole.rates[index];
        return (
          <Figure
            key={definition.key}
            label={definition.name}
            value={rate?.value}
            as="percent"
            noValue={t('evaluation.noValue')}
            definition={{ text: definition.text, source: definition.source, version: String(definition.version) }}
            {...(rate && {
              parts: {
                numerator: rate.numerator,
                denominator: rate.denominator,
                numeratorLabel: definition.numeratorName,
                denominatorLabel: definition.denominatorName,
              },
            })}
            {...(rate?.change != null &&
              rate.previous.value &&
              evaluation && {
                change: {
                  by: rate.change / rate.previous.value,
                  against: nameOf(evaluation.previousPeriod.key),
                  good: 'up' as const,
                },
              })}
          />
        );
      })}
    </FigureRow>
  );
}
