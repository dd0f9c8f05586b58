import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty, ErrorState, rowsOf } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { AgencyRow } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';

interface AgencyMatchesProps {
  q: string;
  asOf: string;
  selectedId: string | undefined;
  onSelect(id: string): void;
}

/** Agencies whose name or code fits the words, each with the one above it. */
export function AgencyMatches({ q, asOf, selectedId, onSelect }: AgencyMatchesProps) {
  const { t } = useTranslation('directory');
  const query = useInfiniteQuery({
    ...directory.listAgencies.pages({ query: { q, asOf: asOf || undefined } }),
    placeholderData: keepPreviousData,
  });
  const { rows, total, error, retry, loadMore, loadingMore } = rowsOf<AgencyRow>(query);
  if (error) return <ErrorState error={error} retry={retry} />;
  if (!rows) return <ScreenWaiting />;
  if (rows.length === 0) return <Empty title={t('agencies.noMatch')} text={t('agencies.noMatchText')} />;
  return (
    <>
      <p role="status" className={styles.quiet}>
        {total === null && loadMore
          ? t('agencies.foundSome', { count: rows.length })
          : t('agencies.found', { count: total ?? rows.length })}
      </p>
      <ul className={styles.matches}>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={styles.match}
              aria-current={row.id === selectedId}
              onClick={() => onSelect(row.id)}
            >
              {row.name}
              <span className={styles.quiet}>{[row.code, row.parent?.name].filter(Boolean).join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {loadMore && (
        <Button variant="default" size="compact-sm" onClick={loadMore} loading={loadingMore ?? false}>
          {t('agencies.more')}
        </Button>
      )}
    </>
  );
}
