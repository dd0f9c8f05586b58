import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../kit/error-state.tsx';
import type { Found } from '../../module.ts';
import styles from './palette.module.css';
import type { Group } from './use-groups.ts';

interface ResultsProps {
  /** Begins the ids of all options. */
  id: string;
  groups: Group[];
  markedId: string | undefined;
  words: string;
  onChoose(one: Found): void;
}

/** What was found, kind by kind; the field above keeps the keyboard. */
export function Results({ id, groups, markedId, words, onChoose }: ResultsProps) {
  const { t } = useTranslation();
  const count = groups.reduce((sum, { found }) => sum + found.length, 0);
  const waiting = groups.some((group) => group.waiting);
  const failed = groups.filter(({ error }) => error !== null);
  return (
    <div className={styles.results}>
      <div role="listbox" id={`${id}-results`} aria-label={t('palette.results')}>
        {groups
          .filter(({ found }) => found.length > 0)
          .map(({ key, label, found }) => (
            <div key={key} role="group" aria-labelledby={`${id}-${key}`}>
              <div id={`${id}-${key}`} className={styles.label} role="presentation">
                {label}
              </div>
              {found.map((one) => {
                const option = `${id}-${key}-${one.key}`;
                return (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field keeps the keyboard and names the marked option
                  <div
                    key={one.key}
                    id={option}
                    role="option"
                    aria-selected={option === markedId}
                    className={styles.option}
                    onClick={() => onChoose(one)}
                  >
                    <span className={styles.name}>{one.title}</span>
                    {one.hint && <span className={styles.hint}>{one.hint}</span>}
                  </div>
                );
              })}
            </div>
          ))}
      </div>
      {failed.map(({ key, label, error }) => (
        <div key={key} className={styles.failed}>
          <span className={styles.label}>{label}</span>
          <ErrorState error={error} compact />
        </div>
      ))}
      {count === 0 && !waiting && failed.length === 0 && (
        <div className={styles.none}>
          <strong>{t('palette.none', { words })}</strong>
          <span>{t('palette.noneText')}</span>
        </div>
      )}
      <p role="status" className={waiting ? styles.waiting : 'visually-hidden'}>
        {waiting ? t('palette.searching') : t('palette.count', { count })}
      </p>
    </div>
  );
}
