import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { LogImport } from '../../contract.ts';
import { sumOf } from './import-state.tsx';
import styles from './log-import.module.css';
import { useReason } from './use-reason.ts';

const GROUPS = ['recorded', 'bots', 'aside', 'broken'] as const;

/** What became of the lines of an import, by reason, largest first; and what was not counted again. */
export function Counts({ one }: { one: LogImport }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const reason = useReason();
  return (
    <>
      <p className={styles.quiet}>
        {t('logs.lines', { count: one.lines, number: format.number(one.lines) })}
        {one.skippedBytes > 0 && ` · ${t('logs.skipped', { size: format.number(one.skippedBytes / 1_000, 0) })}`}
        {one.firstAt !== null && one.lastAt !== null && (
          <> · {t('logs.span', { from: format.dateTime(one.firstAt), to: format.dateTime(one.lastAt) })}</>
        )}
      </p>
      <div className={styles.counts}>
        {GROUPS.filter((group) => sumOf(one[group]) > 0).map((group) => (
          <div key={group}>
            <h4>
              {t(`logs.group.${group}`)}: {format.number(sumOf(one[group]))}
            </h4>
            <dl>
              {Object.entries(one[group])
                .sort(([, a], [, b]) => b - a)
                .map(([key, count]) => (
                  <div key={key} style={{ display: 'contents' }}>
                    <dt>{reason(group, key)}</dt>
                    <dd>{format.number(count)}</dd>
                  </div>
                ))}
            </dl>
          </div>
        ))}
      </div>
    </>
  );
}
