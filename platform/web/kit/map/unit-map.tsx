import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import type { UnitMapProps } from '../props.ts';
import { MapDrawing } from './map-drawing.tsx';
import { MapLegend } from './map-legend.tsx';
import { MapTable } from './map-table.tsx';
import { classEnds } from './steps.ts';
import styles from './unit-map.module.css';

/**
 * Units on a map with the same units in a table beside it. With outlines it draws them; without, a tile for each unit
 * where it lies. One tab stop: arrows walk from neighbour to neighbour, Enter chooses.
 */
export function UnitMap(props: UnitMapProps) {
  const { title, units, valueLabel, source, selectedId, onSelect } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [pointedId, setPointedId] = useState<string | null>(null);
  const ends = useMemo(() => classEnds(units.map(({ value }) => value)), [units]);
  const pointed = units.find((unit) => unit.id === (pointedId ?? selectedId));
  return (
    <section className={styles.map} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.columns}>
        <div className={styles.drawing}>
          <p className={styles.pointed} aria-live="polite">
            {pointed ? (
              <>
                <strong>{pointed.name}</strong>
                {valueLabel &&
                  ` · ${valueLabel}: ${pointed.value == null ? t('map.noValue') : format.number(pointed.value)}`}
              </>
            ) : (
              t('map.help')
            )}
          </p>
          <MapDrawing {...props} ends={ends} onPoint={setPointedId} />
          {valueLabel && <MapLegend label={valueLabel} ends={ends} />}
          {source && <p className={styles.source}>{source}</p>}
        </div>
        <MapTable
          title={title}
          units={units}
          valueLabel={valueLabel}
          selectedId={selectedId}
          onSelect={onSelect}
          onPoint={setPointedId}
        />
      </div>
    </section>
  );
}
