import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, Empty, ErrorState, Page, UnitMap, useUrlParam } from '#platform/web/kit/index.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import type { UnitMap as UnitMapData } from '../../contract.ts';
import { directory } from '../api.ts';
import { ImportBoundaries } from './import-boundaries.tsx';
import styles from './map.module.css';

const MEASURES = ['people', 'area', 'none'] as const;
type Measure = (typeof MEASURES)[number];

/** The communes of a day where they lie. */
export function MapScreen() {
  const { t } = useTranslation('directory');
  const [given, setAsOf] = useUrlParam('asOf');
  const asOf = isDay(given) ? given : '';
  const [measure, setMeasure] = useUrlParam('by', 'people');
  const [importing, setImporting] = useState(false);
  const query = useQuery({
    ...directory.getMap.query({ query: { asOf: asOf || undefined } }),
    placeholderData: keepPreviousData,
  });
  const map = query.data;
  return (
    <Page
      title={t('map.title')}
      lead={t('map.lead')}
      crumbs={[{ to: '/agencies', label: t('nav.agencies') }]}
      actions={
        map?.can.importBoundaries && (
          <Button variant="default" onClick={() => setImporting(true)}>
            {t('map.import')}
          </Button>
        )
      }
    >
      <div className={styles.bar}>
        <DayField inBar label={t('agencies.asOf')} value={asOf || today()} onChange={setAsOf} />
        <SegmentedControl
          aria-label={t('map.by')}
          value={measure}
          onChange={setMeasure}
          data={MEASURES.map((value) => ({ value, label: t(`map.measure.${value}`) }))}
        />
      </div>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ScreenWaiting />}
      {map && map.units.length === 0 && <Empty title={t('map.none')} text={t('map.noneText')} />}
      {map && map.units.length > 0 && <Drawn map={map} measure={MEASURES.find((one) => one === measure) ?? 'people'} />}
      {importing && <ImportBoundaries has={(map?.outlines.length ?? 0) > 0} onClose={() => setImporting(false)} />}
    </Page>
  );
}

function Drawn({ map, measure }: { map: UnitMapData; measure: Measure }) {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const source = map.outlines.length > 0 ? map.outlineSource : map.pointSource;
  const valueOf = {
    people: (unit: UnitMapData['units'][number]) => unit.people,
    area: (unit: UnitMapData['units'][number]) => unit.areaKm2,
    none: () => null,
  }[measure];
  return (
    <>
      <UnitMap
        title={t('map.count', { count: map.units.length })}
        units={map.units.map((unit) => ({
          id: unit.id,
          name: unit.shortName,
          // The kind says nothing where nearly all are communes; the place is short.
          short: unit.shortName.replace(/^(Phường|Xã|Thị trấn|Đặc khu) /, ''),
          longitude: unit.longitude,
          latitude: unit.latitude,
          value: valueOf(unit),
        }))}
        outlines={map.outlines}
        {...(measure !== 'none' && { valueLabel: t(`map.measure.${measure}`) })}
        {...(source && { source: t(map.outlines.length > 0 ? 'map.outlineSource' : 'map.pointSource', { source }) })}
        onSelect={(id) => void navigate({ to: `/agencies/${id}`, search: ((before: object) => before) as never })}
      />
      {map.withoutPlace > 0 && <p className={styles.quiet}>{t('map.withoutPlace', { count: map.withoutPlace })}</p>}
    </>
  );
}
