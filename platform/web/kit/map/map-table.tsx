import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import type { UnitMapProps } from '../props.ts';
import styles from './unit-map.module.css';

type MapTableProps = Pick<UnitMapProps, 'title' | 'units' | 'valueLabel' | 'selectedId' | 'onSelect'> & {
  onPoint(id: string | null): void;
};

/** The same units as rows: for screen readers, for small screens, and for who looks for a name. */
export function MapTable({ title, units, valueLabel, selectedId, onSelect, onPoint }: MapTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = units.toSorted(
    (a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.name.localeCompare(b.name, 'vi'),
  );
  return (
    <div className={styles.tableFrame} data-picks={onSelect !== undefined || undefined}>
      <table className={styles.table} aria-label={t('map.table', { title })}>
        <thead>
          <tr>
            <th scope="col">{t('map.unit')}</th>
            {valueLabel && <th scope="col">{valueLabel}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, value }) => (
            <tr
              key={id}
              data-selected={id === selectedId || undefined}
              onPointerEnter={() => onPoint(id)}
              onPointerLeave={() => onPoint(null)}
            >
              <td>
                {onSelect ? (
                  <button type="button" className={styles.pick} onClick={() => onSelect(id)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </td>
              {valueLabel && <td className={styles.number}>{value == null ? '–' : format.number(value)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
