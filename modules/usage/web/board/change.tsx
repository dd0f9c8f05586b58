import { directionOf } from '#platform/web/format.ts';
import { useFormat } from '#platform/web/use-format.ts';
import styles from './board.module.css';

const TONES = ['worse', 'same', 'better'] as const;

/** More or less than the period before; a dash where there was nothing to compare with. */
export function Change({ by }: { by: number | null }) {
  const format = useFormat();
  if (by === null) return <>–</>;
  return (
    <span className={styles.change} data-tone={TONES[directionOf(by) + 1]}>
      {format.change(by)}
    </span>
  );
}
