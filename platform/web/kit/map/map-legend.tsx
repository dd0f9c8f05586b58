import { useFormat } from '../../use-format.ts';
import styles from './unit-map.module.css';

/** The classes with their colours, from low to high. */
export function MapLegend({ label, ends }: { label: string; ends: readonly number[] }) {
  const format = useFormat();
  if (ends.length === 0) return null;
  return (
    <div className={styles.legend}>
      <span>{label}</span>
      <ul>
        {ends.map((end, i) => (
          <li key={end}>
            <span
              aria-hidden
              className={styles.swatch}
              data-class={ends.length === 1 ? 2 : Math.round((i * 4) / (ends.length - 1))}
            />
            ≤ {format.number(end)}
          </li>
        ))}
      </ul>
    </div>
  );
}
