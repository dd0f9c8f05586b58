import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { Sparkline } from '#platform/web/kit/sparkline.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { AgencyBoardRow } from '../../contract.ts';
import { changeColumn } from '../board/change-column.tsx';
import styles from './agency-board.module.css';

export function useAgencyColumns(): Column<AgencyBoardRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const count = (key: 'sites' | 'receiving' | 'interrupted' | 'waiting', show: 'wide' | 'choice') => ({
    key,
    title: t(`agencyBoard.column.${key}`),
    value: (row: AgencyBoardRow) => row[key],
    cell: (row: AgencyBoardRow) => (row[key] === 0 ? '–' : format.number(row[key])),
    align: 'right' as const,
    width: '7.5rem',
    show,
  });
  return [
    { key: 'rank', title: t('column.rank'), value: ({ rank }) => rank, align: 'right', width: '4.5rem', show: 'wide' },
    {
      key: 'agency',
      title: t('evaluation.agency'),
      value: ({ agency }) => agency.name,
      cell: ({ agency }) => <span className={styles.agency}>{agency.name}</span>,
      show: 'phone',
    },
    {
      key: 'visits',
      title: t('column.visits'),
      value: ({ visits }) => visits,
      cell: ({ visits }) => format.number(visits),
      align: 'right',
      width: '8rem',
      show: 'phone',
    },
    changeColumn(t('column.change'), { width: '7rem' }),
    {
      key: 'trend',
      title: t('column.trend'),
      cell: ({ days, agency }) => (
        <span className={styles.trend}>
          <Sparkline values={days} label={t('column.trendOf', { site: agency.name })} />
        </span>
      ),
      width: '7rem',
      show: 'wide',
    },
    count('sites', 'wide'),
    count('receiving', 'choice'),
    count('interrupted', 'wide'),
    count('waiting', 'wide'),
  ];
}
