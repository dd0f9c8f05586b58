import { useFormat } from '#platform/web/use-format.ts';
import styles from '../report.module.css';

/** A count with a bar that shows it beside the largest. */
export function Share({ count, most }: { count: number; most: number }) {
  const format = useFormat();
  return (
    <span className={styles.share}>
      <i aria-hidden style={{ width: `${most > 0 ? (count / most) * 100 : 0}%` }} />
      {format.number(count)}
    </span>
  );
}
