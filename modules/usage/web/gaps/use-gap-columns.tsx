import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Interruption } from '../../contract.ts';
import board from '../board/board.module.css';
import { GapState } from './gap-state.tsx';

/** Columns of interruptions: with the site where many are listed, without on the site's own screen. */
export function useGapColumns(withSite: boolean): Column<Interruption>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const site: Column<Interruption>[] = [
    {
      key: 'site',
      title: t('column.site'),
      value: (row) => row.site.name,
      cell: (row) => (
        <>
          <Link to={`/sites/${row.site.code}/watch`} className={board.site} title={row.site.name}>
            {row.site.name}
          </Link>
          <span className={board.owner} title={row.owner.name}>
            {row.owner.shortName}
          </span>
        </>
      ),
      width: '22rem',
      show: 'phone',
    },
    { key: 'owner', title: t('column.owner'), value: ({ owner }) => owner.name, show: 'choice' },
    { key: 'code', title: t('column.code'), value: (row) => row.site.code, align: 'right', show: 'choice' },
  ];
  return [
    ...(withSite ? site : []),
    {
      key: 'state',
      title: t('gaps.state'),
      value: ({ state }) => t(`gaps.states.${state}`),
      cell: ({ state }) => <GapState state={state} />,
      width: '10rem',
      show: 'phone',
    },
    {
      key: 'started',
      title: t('gaps.started'),
      value: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => format.dateTime(startedAt),
      width: '10.75rem',
      show: withSite ? 'wide' : 'phone',
    },
    {
      key: 'ended',
      title: t('gaps.ended'),
      value: ({ endedAt }) => endedAt,
      cell: ({ endedAt }) => (endedAt === null ? t('gaps.ongoing') : format.dateTime(endedAt)),
      width: '10.75rem',
      show: 'wide',
    },
    {
      key: 'length',
      title: t('gaps.length'),
      value: ({ seconds }) => seconds,
      cell: ({ seconds }) => format.duration(seconds),
      align: 'right',
      width: '9.5rem',
      show: 'wide',
    },
    {
      key: 'missed',
      title: t('gaps.missed'),
      value: ({ missedHits }) => missedHits,
      cell: ({ missedHits }) =>
        missedHits === null
          ? t('gaps.missedUnknown')
          : t('gaps.missedOf', { count: format.number(missedHits) as never }),
      align: 'right',
      width: '12rem',
      show: 'wide',
    },
  ];
}
