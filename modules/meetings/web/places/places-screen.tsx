import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, Empty, List, StateBadge, UnitMap, useUrlParam } from '#platform/web/kit/index.ts';
import type { Place } from '../../contract.ts';
import styles from '../meetings.module.css';
import { useSession, useSessionId } from '../sessions/use-session.ts';
import { ImportPlaces } from './import-places.tsx';
import { PlaceForm } from './place-form.tsx';
import { usePlaces } from './use-places.ts';

/** Places of a session, as a list or where they lie. */
export function PlacesScreen() {
  const { t } = useTranslation('meetings');
  const id = useSessionId();
  const session = useSession().data;
  const [view, setView] = useUrlParam('view', 'list');
  const [form, setForm] = useState<Place | 'new' | 'import' | null>(null);
  const query = usePlaces(id);
  const columns = useColumns();
  const places = query.data?.rows;
  const prepares = session?.can.prepare === true;
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={t('places.view')}
          value={view}
          onChange={setView}
          data={[
            { value: 'list', label: t('places.list') },
            { value: 'map', label: t('places.map') },
          ]}
        />
        {prepares && (
          <>
            <Button variant="default" onClick={() => setForm('import')}>
              {t('places.import')}
            </Button>
            <Button onClick={() => setForm('new')}>{t('places.add')}</Button>
          </>
        )}
      </div>
      {view === 'map' ? (
        <PlacesMap places={places ?? []} />
      ) : (
        <List<Place>
          rows={places}
          total={query.data?.total ?? null}
          error={query.error ?? undefined}
          retry={() => void query.refetch()}
          label={t('places.title')}
          columns={columns}
          rowKey={(place) => place.id}
          empty={{ title: t('places.none'), text: t('places.noneText') }}
          {...(prepares && { onOpen: (place: Place) => setForm(place) })}
        />
      )}
      {form === 'import' && <ImportPlaces sessionId={id} onClose={() => setForm(null)} />}
      {form !== null && form !== 'import' && session && (
        <PlaceForm session={session} place={form === 'new' ? null : form} onClose={() => setForm(null)} />
      )}
    </>
  );
}

/** Fits on a tile: the kind says nothing where nearly all are of it, and long names are known by their first words. */
function shortOf(name: string): string {
  const words = name.replace(/^(Phường|Xã|Đặc khu|Tỉnh|Thành phố|Bộ|Sở) /, '').split(' ');
  return words.length > 3 ? words.slice(0, 2).join(' ') : words.join(' ');
}

function PlacesMap({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation('meetings');
  const known = places.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  if (known.length === 0) return <Empty title={t('places.noMap')} text={t('places.noMapText')} />;
  return (
    <>
      <UnitMap
        title={t('places.onMap', { count: known.length })}
        units={known.map(({ id, name, latitude, longitude, participantCount }) => ({
          id,
          name,
          short: shortOf(name),
          longitude: longitude ?? 0,
          latitude: latitude ?? 0,
          value: participantCount,
        }))}
        valueLabel={t('places.people')}
      />
      {known.length < places.length && (
        <p className={styles.quiet}>{t('places.withoutPoint', { count: places.length - known.length })}</p>
      )}
    </>
  );
}

function useColumns(): Column<Place>[] {
  const { t } = useTranslation('meetings');
  return [
    {
      key: 'ordinal',
      title: t('places.ordinal'),
      value: ({ ordinal }) => ordinal,
      align: 'right',
      show: 'wide',
      width: '4.5rem',
    },
    {
      key: 'name',
      title: t('places.name'),
      value: ({ name }) => name,
      cell: ({ name, isMain }) => (
        <>
          {name} {isMain && <StateBadge tone="active">{t('places.main')}</StateBadge>}
        </>
      ),
      show: 'phone',
    },
    { key: 'room', title: t('places.room'), value: ({ room }) => room, show: 'wide' },
    { key: 'head', title: t('places.head'), value: ({ head }) => head?.name ?? null, show: 'wide' },
    { key: 'operator', title: t('places.operator'), value: ({ operator }) => operator?.name ?? null, show: 'wide' },
    {
      key: 'people',
      title: t('places.people'),
      value: ({ participantCount }) => participantCount,
      align: 'right',
      show: 'phone',
      width: '7rem',
    },
  ];
}
