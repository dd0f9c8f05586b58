import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { FunnelRow } from '../../contract.ts';
import board from '../board/board.module.css';
import { changeColumn } from '../board/change-column.tsx';

/** A procedure from seen to filed. */
export function useFunnelColumns(): Column<FunnelRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const count = (key: 'seen' | 'begun' | 'filed', show: 'phone' | 'wide'): Column<FunnelRow> => ({
    key,
    title: t(`services.${key}`),
    value: (row) => row[key],
    cell: (row) => <span style={{ whiteSpace: 'nowrap' }}>{format.number(row[key])}</span>,
    align: 'right',
    width: '7rem',
    show,
  });
  const rate = (key: 'beginRate' | 'fileRate', show: 'wide' | 'choice'): Column<FunnelRow> => ({
    key,
    title: t(`services.${key}`),
    value: (row) => row[key],
    as: 'percent',
    cell: (row) => (row[key] === null ? '–' : format.percent(row[key])),
    align: 'right',
    width: '7.5rem',
    show,
  });
  return [
    {
      key: 'service',
      title: t('services.service'),
      value: ({ service, name }) => (name === '' ? service : `${service} ${name}`),
      cell: ({ service, name }) => (
        <>
          {name || service}
          {name !== '' && <span className={board.owner}>{service}</span>}
        </>
      ),
      show: 'phone',
    },
    {
      key: 'agency',
      title: t('services.agency'),
      value: ({ agencies }) => agencies.map(({ shortName }) => shortName).join('; '),
      width: '10rem',
      show: 'choice',
    },
    count('seen', 'phone'),
    changeColumn(t('column.change'), { show: 'choice' }),
    count('begun', 'wide'),
    rate('beginRate', 'wide'),
    count('filed', 'wide'),
    rate('fileRate', 'wide'),
    {
      key: 'time',
      title: t('services.time'),
      value: ({ medianSeconds }) => medianSeconds,
      cell: ({ medianSeconds }) => (medianSeconds === null ? '–' : format.duration(medianSeconds)),
      align: 'right',
      width: '8.5rem',
      show: 'wide',
    },
    {
      key: 'phones',
      title: t('services.phones'),
      value: ({ phones, seen }) => (seen === 0 ? null : phones / seen),
      as: 'percent',
      cell: ({ phones, seen }) => (seen === 0 ? '–' : format.percent(phones / seen)),
      align: 'right',
      width: '6.5rem',
      show: 'wide',
    },
  ];
}
