import { useFormat } from '#platform/web/use-format.ts';
import styles from './board.module.css';

/** More or less than the period before; a dash where there was nothing to compare with. */
export function Change({ by }: { by: number | null }) {
  const format = useFormat();
  if (by === null) return <>–</>;
  return (
    <span className={styles.change} data-tone={by === 0 ? 'same' : by > 0 ? 'better' : 'worse'}>
      {format.change(by)}
    </span>
  );
}
