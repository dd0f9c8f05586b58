import { useTranslation } from 'react-i18next';
import type { Column } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { HitRow } from '../../contract.ts';
import styles from '../report/report.module.css';
import { useDeviceText } from '../use-device-text.ts';
import { useHitText } from './use-hit-text.ts';

export function useHitColumns(): Column<HitRow>[] {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const hitText = useHitText();
  const deviceText = useDeviceText();
  return [
    {
      key: 'at',
      title: t('column.at'),
      value: ({ at }) => at,
      cell: ({ at }) => (
        <>
          <span className={styles.whole}>{format.day(at)}</span> {format.time(at)}
        </>
      ),
      width: '10.5rem',
    },
    {
      key: 'what',
      title: t('column.what'),
      value: (hit) => hitText(hit),
      cell: (hit) => (
        <>
          {hitText(hit)}
          {hit.path && hit.path !== hitText(hit) && <span className={styles.sub}>{hit.path}</span>}
        </>
      ),
    },
    { key: 'kind', title: t('hits.kind'), value: ({ kind }) => t(`hitKind.${kind}`), width: '9rem', show: 'wide' },
    {
      key: 'source',
      title: t('column.source'),
      value: ({ source }) => source.name || t(`source.${source.kind}`),
      width: '12rem',
      show: 'wide',
    },
    {
      key: 'device',
      title: t('dimension.device'),
      value: ({ device, browser, system }) => [deviceText(device), browser, system].filter(Boolean).join(', '),
      width: '15rem',
      show: 'wide',
    },
    { key: 'visitor', title: t('column.visitor'), value: ({ visitor }) => visitor, width: '12rem', show: 'choice' },
    {
      key: 'visit',
      title: t('column.visit'),
      value: ({ visit }) => visit || null,
      align: 'right',
      width: '6rem',
      show: 'choice',
    },
    { key: 'bot', title: t('figure.bots'), value: ({ bot }) => bot, width: '8rem', show: 'choice' },
  ];
}
