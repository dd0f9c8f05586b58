import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { Sparkline } from '#platform/web/kit/sparkline.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import type { BoardRow } from '../../contract.ts';
import { SiteState } from '../site/site-state.tsx';
import styles from './board.module.css';
import { changeColumn } from './change-column.tsx';

const keepDays = (({ from, to }: { from?: string; to?: string }) => ({ from, to })) as never;

export function useBoardColumns(): Column<BoardRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return [
    { key: 'rank', title: t('column.rank'), value: ({ rank }) => rank, align: 'right', width: '4.5rem', show: 'wide' },
    {
      key: 'name',
      title: t('column.site'),
      value: ({ site }) => site.name,
      cell: ({ site, owner }) => (
        <>
          <Link to={`/sites/${site.code}`} search={keepDays} className={styles.site} title={site.name}>
            {site.name}
          </Link>
          <span className={styles.owner} title={owner.name}>
            {owner.shortName}
          </span>
        </>
      ),
      // With the columns shown at first it fills a screen of 1366; without a width the others would take its room.
      width: '24rem',
      show: 'phone',
    },
    { key: 'owner', title: t('column.owner'), value: ({ owner }) => owner.name, show: 'choice' },
    {
      key: 'code',
      title: t('column.code'),
      value: ({ site }) => site.code,
      align: 'right',
      width: '5rem',
      show: 'choice',
    },
    { key: 'kind', title: t('column.kind'), value: ({ kind }) => t(`kind.${kind}`), width: '11rem', show: 'choice' },
    {
      key: 'visits',
      title: t('column.visits'),
      value: ({ visits }) => visits,
      cell: ({ visits }) => format.number(visits),
      align: 'right',
      width: '8.5rem',
      show: 'phone',
    },
    changeColumn(t('column.change')),
    {
      key: 'trend',
      title: t('column.trend'),
      cell: ({ days, site }) => (
        <span className={styles.trend}>
          <Sparkline values={days} label={t('column.trendOf', { site: site.name })} />
        </span>
      ),
      width: '7rem',
      show: 'wide',
    },
    {
      key: 'visitors',
      title: t('column.visitors'),
      value: ({ visitors }) => visitors,
      cell: ({ visitors }) => format.number(visitors),
      align: 'right',
      width: '7rem',
      show: 'choice',
    },
    {
      key: 'views',
      title: t('column.views'),
      value: ({ pageViews }) => pageViews,
      cell: ({ pageViews }) => format.number(pageViews),
      align: 'right',
      width: '7rem',
      show: 'choice',
    },
    {
      key: 'state',
      title: t('column.state'),
      value: ({ state }) => t(`state.${state}`),
      cell: ({ state }) => <SiteState state={state} />,
      width: '9.5rem',
      show: 'wide',
    },
    {
      key: 'last',
      title: t('column.lastHit'),
      value: ({ lastHitAt }) => lastHitAt,
      cell: ({ lastHitAt }) => (lastHitAt === null ? '–' : format.ago(lastHitAt)),
      width: '8.5rem',
      show: 'wide',
    },
  ];
}
