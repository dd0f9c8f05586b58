import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { today } from '../format.ts';
import { useFormat } from '../use-format.ts';
import styles from './deadline.module.css';
import { deadlineWords } from './deadline-words.ts';
import type { DeadlineProps } from './props.ts';

const ICONS = { late: IconAlertTriangle, soon: IconClock, done: IconCheck, quiet: IconClock };

/** A deadline as words, sign and colour: *Còn 3 ngày*, *Quá hạn 2 ngày*. The day itself stands beside it. */
export function Deadline({ day, today: on = today(), doneOn, soonDays }: DeadlineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { key, count, tone } = deadlineWords(day, on, { soonDays, doneOn });
  const Icon = ICONS[tone];
  return (
    <span className={styles.deadline} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {t(`deadline.${key}`, { count })}
      <span className={styles.day}>{format.day(day)}</span>
    </span>
  );
}
