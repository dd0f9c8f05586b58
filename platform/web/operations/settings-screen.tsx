import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SettingRow } from '../../contracts/operations.ts';
import { List } from '../kit/list/list.tsx';
import { Page } from '../kit/page.tsx';
import type { Column } from '../kit/props.ts';
import { StateBadge } from '../kit/state-badge.tsx';
import { operations } from './api.ts';
import styles from './operations.module.css';

const TONES = { environment: 'active', file: 'active', default: 'quiet' } as const;

/** Every setting as it stands in this process; secrets only that they are set. */
export function SettingsScreen() {
  const { t } = useTranslation('operations');
  const query = useQuery(operations.listSettings.query());
  return (
    <Page title={t('settings.title')} lead={query.data ? t('settings.lead', { file: query.data.file }) : ' '}>
      <List<SettingRow>
        rows={query.data?.rows}
        error={query.error ?? undefined}
        retry={() => void query.refetch()}
        label={t('settings.title')}
        columns={useColumns()}
        rowKey={({ name }) => name}
        empty={{ title: t('settings.title') }}
        sortable={false}
      />
    </Page>
  );
}

function useColumns(): Column<SettingRow>[] {
  const { t } = useTranslation('operations');
  return [
    {
      key: 'name',
      title: t('settings.name'),
      value: ({ name }) => name,
      cell: ({ name }) => (
        <>
          {t(`setting.${name}` as never, { defaultValue: name })}
          <div className={styles.code}>{name}</div>
        </>
      ),
    },
    {
      key: 'value',
      title: t('settings.value'),
      value: ({ value, hidden }) => (hidden ? t('settings.hidden') : value),
      cell: ({ value, hidden }) => (hidden ? t('settings.hidden') : (value ?? '–')),
    },
    {
      key: 'source',
      title: t('settings.source'),
      value: ({ source }) => t(`settings.from.${source}`),
      cell: ({ source }) => <StateBadge tone={TONES[source]}>{t(`settings.from.${source}`)}</StateBadge>,
      show: 'wide',
      width: '11rem',
    },
  ];
}
