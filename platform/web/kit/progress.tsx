import { Button } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './progress.module.css';
import type { ProgressProps } from './props.ts';

/** Long work: how much of how much, how fast, how long still, and the way to stop it. */
export function Progress({ label, done, total, unit, startedAt, state = 'running', step, onCancel }: ProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const seconds = useSecondsSince(state === 'running' ? startedAt : undefined);
  const rate = seconds >= 1 ? done / seconds : 0;
  const facts = [
    total === null ? `${format.number(done)} ${unit}` : `${format.number(done)} / ${format.number(total)} ${unit}`,
    rate > 0 && t('progress.rate', { rate: format.number(rate, rate < 10 ? 1 : 0), unit }),
    rate > 0 && total !== null && done < total && t('progress.left', { time: format.duration((total - done) / rate) }),
    state === 'done' && t('progress.done'),
    state === 'failed' && t('progress.failed'),
  ].filter((fact) => fact !== false);
  return (
    <div className={styles.progress} data-state={state}>
      <div className={styles.head}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        {onCancel && state === 'running' && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {t('progress.cancel')}
          </Button>
        )}
      </div>
      <progress className={styles.bar} aria-labelledby={id} max={total ?? 1} {...(total !== null && { value: done })} />
      <p className={styles.facts}>{facts.join(' · ')}</p>
      {step && <p className={styles.facts}>{step}</p>}
    </div>
  );
}

/** Counts while somebody looks; 0 without a start. */
function useSecondsSince(start: Date | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!start) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [start]);
  return start ? Math.max(0, (now - start.getTime()) / 1_000) : 0;
}
