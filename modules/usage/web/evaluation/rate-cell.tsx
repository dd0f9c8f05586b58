import { useTranslation } from 'react-i18next';
import { directionOf } from '#platform/web/format.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Rate } from '../../contract.ts';
import styles from './evaluation.module.css';

const TONES = ['worse', 'same', 'better'] as const;

/** A rate with both its parts, and its change in points. */
export function RateCell({
  rate,
}: {
  rate: Pick<Rate, 'value' | 'numerator' | 'denominator'> & { change?: number | null };
}) {
  const format = useFormat();
  const { t } = useTranslation('usage');
  if (rate.value === null) return <>–</>;
  const { change = null } = rate;
  return (
    <span className={styles.rate}>
      <strong>{format.percent(rate.value)}</strong>
      <span className={styles.parts}>
        {format.number(rate.numerator)}/{format.number(rate.denominator)}
        {change !== null && directionOf(change) !== 0 && (
          <span className={styles.change} data-tone={TONES[directionOf(change) + 1]}>
            {t('evaluation.points', {
              by: `${change < 0 ? '−' : '+'}${format.number(Math.abs(change) * 100, 1)}`,
            })}
          </span>
        )}
      </span>
    </span>
  );
}
