import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { List, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { PageRow } from '../../../contract.ts';
import { usage } from '../../api.ts';
import styles from '../report.module.css';
import { Share } from './share.tsx';
import { KEEP, useOpenHits, useTableInput } from './use-table-input.ts';

export function PagesTable() {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const open = useOpenHits();
  const state = rowsOf<PageRow>(useInfiniteQuery({ ...usage.listPages.pages(useTableInput()), ...KEEP }));
  const most = Math.max(0, ...(state.rows?.map(({ views }) => views) ?? []));
  const count = (key: 'visitors' | 'entries' | 'exits') => ({
    key,
    title: t(`column.${key}`),
    value: (row: PageRow) => row[key],
    cell: (row: PageRow) => format.number(row[key]),
    align: 'right' as const,
    width: '8rem',
    show: 'wide' as const,
  });
  return (
    <List<PageRow>
      {...state}
      label={t('table.pages')}
      columns={[
        {
          key: 'path',
          title: t('column.page'),
          value: ({ path }) => path,
          cell: ({ title, path }) => (
            <>
              {title || path}
              {title && <span className={styles.sub}>{path}</span>}
            </>
          ),
        },
        {
          key: 'views',
          title: t('column.views'),
          value: ({ views }) => views,
          cell: ({ views }) => <Share count={views} most={most} />,
          align: 'right',
          width: '13rem',
        },
        count('visitors'),
        count('entries'),
        count('exits'),
      ]}
      rowKey={({ host, path }) => host + path}
      search={t('report.searchPages')}
      empty={{ title: t('report.nothing'), text: t('report.noVisitsText') }}
      onOpen={({ path }) => open({ path })}
    />
  );
}
