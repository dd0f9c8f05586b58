import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { communeMapQuery } from '#modules/directory/web/index.ts';
import { UnitMap } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import type { AgencyBoardRow } from '../../contract.ts';
import styles from './agency-board.module.css';

interface Props {
  rows: readonly AgencyBoardRow[];
  shown: 'list' | 'map';
  onShow(shown: 'list' | 'map'): void;
  onOpen(id: string): void;
}

/** Communes of this board by visits, where they lie; the choice stands only where there are communes. */
export function CommuneMap({ rows, shown, onShow, onOpen }: Props) {
  const { t } = useTranslation('usage');
  const may = useMay('directory.agency.read');
  const { data: map } = useQuery({ ...communeMapQuery(), enabled: may });
  const visits = new Map(rows.map(({ agency, visits: count }) => [agency.id, count]));
  const units = map?.units.filter(({ id }) => visits.has(id)) ?? [];
  if (units.length < 2) return null;
  const source = map && (map.outlines.length > 0 ? map.outlineSource : map.pointSource);
  return (
    <>
      <SegmentedControl
        className={styles.choice}
        aria-label={t('agencyBoard.shown')}
        value={shown}
        onChange={(value) => onShow(value as 'list' | 'map')}
        data={[
          { value: 'list', label: t('agencyBoard.asList') },
          { value: 'map', label: t('agencyBoard.asMap') },
        ]}
      />
      {shown === 'map' && map && (
        <UnitMap
          title={t('agencyBoard.mapTitle', { count: units.length })}
          units={units.map((unit) => ({
            id: unit.id,
            name: unit.shortName,
            short: unit.shortName.replace(/^(Phường|Xã|Thị trấn|Đặc khu) /, ''),
            longitude: unit.longitude,
            latitude: unit.latitude,
            value: visits.get(unit.id) ?? null,
          }))}
          outlines={map.outlines}
          valueLabel={t('column.visits')}
          {...(source && { source: t('agencyBoard.mapSource', { source }) })}
          onSelect={onOpen}
        />
      )}
    </>
  );
}
