import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Column, StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { AlertRow } from '../../contract.ts';
import board from '../board/board.module.css';

/** Columns of what rules found: with the site where many are listed, without on the site's own screen. */
export function useAlertColumns(withSite: boolean): Column<AlertRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const stateOf = ({ endedAt }: AlertRow) => t(`alerts.states.${endedAt === null ? 'open' : 'ended'}`);
  const site: Column<AlertRow> = {
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
    width: '20rem',
    show: 'phone',
  };
  return [
    ...(withSite ? [site] : []),
    {
      key: 'rule',
      title: t('alerts.rule'),
      value: ({ rule }) => rule.name,
      cell: ({ rule }) => (
        <>
          {rule.name}
          <span className={board.owner}>
            {t(`alerts.kind.${rule.kind}`)} · {t(`alerts.measure.${rule.measure}`)}
          </span>
        </>
      ),
      show: withSite ? 'wide' : 'phone',
    },
    {
      key: 'state',
      title: t('alerts.state'),
      value: stateOf,
      cell: (row) => <StateBadge tone={row.endedAt === null ? 'late' : 'quiet'}>{stateOf(row)}</StateBadge>,
      width: '9rem',
      show: 'phone',
    },
    {
      key: 'value',
      title: t('alerts.value'),
      value: ({ value }) => value,
      cell: ({ value }) => format.number(value),
      align: 'right',
      width: '7rem',
      show: 'wide',
    },
    {
      key: 'usual',
      title: t('alerts.usual'),
      value: ({ usual }) => usual,
      cell: ({ usual }) => (usual === null ? '–' : format.number(Math.round(usual))),
      align: 'right',
      width: '8rem',
      show: 'wide',
    },
    {
      key: 'began',
      title: t('alerts.began'),
      value: ({ startedAt }) => startedAt,
      cell: ({ startedAt }) => format.dateTime(startedAt),
      width: '10.75rem',
      show: 'wide',
    },
    {
      key: 'ended',
      title: t('alerts.ended'),
      value: ({ endedAt }) => endedAt,
      cell: ({ endedAt }) => (endedAt === null ? '–' : format.dateTime(endedAt)),
      width: '10.75rem',
      show: 'choice',
    },
    {
      key: 'told',
      title: t('alerts.told'),
      value: ({ toldAt }) => toldAt,
      cell: ({ toldAt }) => (toldAt === null ? t('alerts.notTold') : format.dateTime(toldAt)),
      width: '10.75rem',
      show: withSite ? 'choice' : 'wide',
    },
  ];
}
