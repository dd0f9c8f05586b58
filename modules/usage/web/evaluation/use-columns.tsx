import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { EvaluationRow, RateDefinition } from '../../contract.ts';
import { Change } from '../board/change.tsx';
import styles from './evaluation.module.css';
import { RateCell } from './rate-cell.tsx';

/** Rates beyond these are there for who chooses them. */
const SHOWN_AT_FIRST = 5;

export function useEvaluationColumns(definitions: readonly RateDefinition[]): Column<EvaluationRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const missing = ({ missing: { never, silent, gaps } }: EvaluationRow) =>
    [
      never > 0 && t('evaluation.missing.never', { count: never }),
      silent > 0 && t('evaluation.missing.silent', { count: silent }),
      gaps > 0 && t('evaluation.missing.gaps', { count: gaps }),
    ].filter((text) => text !== false);
  return [
    {
      key: 'rank',
      title: t('column.rank'),
      value: ({ rank }) => rank,
      cell: ({ rank }) => rank ?? '–',
      align: 'right',
      width: '4.5rem',
      show: 'wide',
    },
    {
      key: 'agency',
      title: t('evaluation.agency'),
      value: ({ agency }) => agency.name,
      cell: ({ agency, sites }) => (
        <>
          <span className={styles.agency} title={agency.name}>
            {agency.name}
          </span>
          <span className={styles.quiet}>{t('evaluation.sites', { count: sites })}</span>
        </>
      ),
      width: '18rem',
      show: 'phone',
    },
    {
      key: 'visits',
      title: t('column.visits'),
      value: ({ visits }) => visits,
      cell: ({ visits, change }) => (
        <span className={styles.rate}>
          <strong>{format.number(visits)}</strong>
          <span className={styles.parts}>
            <Change by={change} />
          </span>
        </span>
      ),
      align: 'right',
      width: '7.5rem',
      show: 'wide',
    },
    ...definitions.map(
      (definition, index): Column<EvaluationRow> => ({
        key: definition.key,
        title: definition.name,
        value: ({ rates }) => rates[index]?.value ?? null,
        as: 'percent',
        cell: ({ rates }) => (rates[index] ? <RateCell rate={rates[index]} /> : '–'),
        align: 'right',
        width: '9rem',
        show: definition.key === 'continuous' ? 'phone' : index < SHOWN_AT_FIRST ? 'wide' : 'choice',
      }),
    ),
    {
      key: 'missing',
      title: t('evaluation.missingTitle'),
      value: (row) => missing(row).join('; '),
      cell: (row) => {
        const found = missing(row);
        return found.length === 0 ? '–' : <span className={styles.missing}>{found.join(', ')}</span>;
      },
      width: '11rem',
      show: 'wide',
    },
  ];
}
