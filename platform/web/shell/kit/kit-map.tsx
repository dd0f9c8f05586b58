import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitMap } from '../../kit/index.ts';
import { sampleRows } from './sample.ts';

const SIDE = 5;

/** Invented units on a grid, one of them far out at sea. */
export function KitMap() {
  const { t } = useTranslation();
  const [selected, setSelected] = useState('3');
  const units = sampleRows(SIDE * SIDE, t('kit.long')).map(({ id, name, visits }, i) => ({
    id,
    name,
    short: name.split(' ').slice(-2).join(' ').slice(0, 14),
    longitude: i === 0 ? 112 : 109 + (i % SIDE) * 0.1,
    latitude: i === 0 ? 9 : 12.5 - Math.floor(i / SIDE) * 0.1,
    value: i % 7 === 6 ? null : visits,
  }));
  return (
    <UnitMap
      title={`${t('kit.visits')}: ${t('kit.ready')}`}
      units={units}
      valueLabel={t('kit.visits')}
      source={t('kit.long')}
      selectedId={selected}
      onSelect={setSelected}
    />
  );
}
