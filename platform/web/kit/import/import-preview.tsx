import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import { Empty } from '../empty.tsx';
import { ErrorState } from '../error-state.tsx';
import type { ImportPreviewProps } from '../props.ts';
import styles from './import.module.css';

/** What was found in the file: how many lines can be taken, and line by line what is wrong and how to mend it. */
export function ImportPreview({ counts, columns, lines, problemText }: ImportPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, error, retry, loadMore, loadingMore } = lines;
  return (
    <>
      <dl className={styles.counts}>
        <Count label={t('import.lines')} value={format.number(counts.lines)} />
        <Count label={t('import.valid')} value={format.number(counts.valid)} tone="done" />
        <Count label={t('import.bad')} value={format.number(counts.bad)} {...(counts.bad > 0 && { tone: 'late' })} />
      </dl>
      {error !== undefined && error !== null && <ErrorState error={error} retry={retry} />}
      {rows?.length === 0 && <Empty title={t('import.allGood')} text={t('import.allGoodText')} />}
      {rows && rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reached by keyboard
        <div className={styles.scroll} role="region" aria-label={t('import.step_preview')} tabIndex={0}>
          <table className={styles.table}>
            <caption className="visually-hidden">{t('import.step_preview')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('import.line')}</th>
                {columns.map(({ title }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file are told apart by their place only
                  <th key={place} scope="col">
                    {title.trim() || t('import.noTitle', { number: place + 1 })}
                  </th>
                ))}
              </tr>
            </thead>
            {rows.map((line) => (
              <tbody key={line.line} data-bad={line.problems.length > 0 || undefined}>
                <tr>
                  <th scope="row">{format.number(line.line)}</th>
                  {line.cells.map((cell, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above
                    <td key={place}>{cell}</td>
                  ))}
                </tr>
                {line.problems.length > 0 && (
                  <tr>
                    <td colSpan={columns.length + 1} className={styles.problems}>
                      {line.problems.map((problem) => (
                        <span key={`${problem.field} ${problem.code}`}>{problemText(problem)}</span>
                      ))}
                    </td>
                  </tr>
                )}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {loadMore && (
        <Button variant="default" size="compact-sm" mt="xs" onClick={loadMore} loading={loadingMore ?? false}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}

function Count({ label, value, tone }: { label: string; value: string; tone?: string }) {
  return (
    <div data-tone={tone}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
