import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import { Progress } from '../progress.tsx';
import type { ImportReportProps } from '../props.ts';
import styles from './import.module.css';

/** How an import went: its progress while it runs, then what was taken, what was not, and the way back. */
export function ImportReport({ state, counts, startedAt, failure, actions, onStop }: ImportReportProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (state === 'running') {
    return (
      <Progress
        label={t('import.running')}
        done={counts.done}
        total={counts.valid}
        unit={t('import.unit')}
        {...(startedAt && { startedAt: new Date(startedAt) })}
        {...(onStop && { onCancel: onStop })}
      />
    );
  }
  const Icon = { done: IconCheck, failed: IconAlertTriangle, undone: IconArrowBackUp }[state];
  const shown = { done: format.number(counts.done), bad: format.number(counts.bad) };
  return (
    <div className={styles.report} data-state={state} role="status">
      <Icon size={24} aria-hidden />
      <div>
        <p className={styles.outcome}>{t(`import.${state}`, shown)}</p>
        {state === 'failed' && failure && <p className={styles.note}>{failure}</p>}
        {state === 'done' && counts.bad > 0 && <p className={styles.note}>{t('import.doneBad', shown)}</p>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
