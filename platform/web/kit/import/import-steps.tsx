import { useTranslation } from 'react-i18next';
import type { ImportStepsProps } from '../props.ts';
import styles from './import.module.css';

const STEPS = ['file', 'mapping', 'preview', 'report'] as const;

/** Where an import stands: file, columns, what was found, what was taken. */
export function ImportSteps({ step }: ImportStepsProps) {
  const { t } = useTranslation();
  const at = STEPS.indexOf(step);
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {STEPS.map((one, place) => (
        <li
          key={one}
          data-state={place < at ? 'past' : place === at ? 'now' : 'ahead'}
          {...(place === at && { 'aria-current': 'step' as const })}
        >
          <span className={styles.number} aria-hidden>
            {place < at ? '✓' : place + 1}
          </span>
          {t(`import.step_${one}`)}
        </li>
      ))}
    </ol>
  );
}
