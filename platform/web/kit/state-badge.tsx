import type { StateBadgeProps } from './props.ts';
import styles from './state-badge.module.css';

/** A state in words, with its colour. */
export function StateBadge({ tone, children }: StateBadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
