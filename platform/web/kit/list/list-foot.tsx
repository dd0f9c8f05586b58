import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import styles from './list.module.css';

interface ListFootProps {
  rows: readonly unknown[] | undefined;
  total: number | null | undefined;
  loadMore: (() => void) | undefined;
  loadingMore: boolean | undefined;
  /** Rows can be opened: the keys are worth a word. */
  opens: boolean;
}

/** Below the list: how many, the next page, the keys. */
export function ListFoot({ rows, total, loadMore, loadingMore, opens }: ListFootProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!rows?.length) return null;
  const all = total ?? (loadMore ? null : rows.length);
  const shown = format.number(rows.length);
  return (
    <div className={styles.foot}>
      <span role="status">
        {all === null
          ? t('list.countSome', { count: shown as never })
          : all === rows.length
            ? t('list.count', { count: shown as never })
            : t('list.countOf', { shown, count: format.number(all) as never })}
      </span>
      {loadMore && (
        <Button variant="default" size="compact-sm" onClick={loadMore} loading={loadingMore ?? false}>
          {t('list.more')}
        </Button>
      )}
      {opens && <span className={styles.keys}>{t('list.keys')}</span>}
    </div>
  );
}
