import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, List, rowsOf, useUrlParam, useUrlParams } from '#platform/web/kit/index.ts';
import { type Participant, ParticipantKind, type Place } from '../../contract.ts';
import { meetings } from '../api.ts';
import { usePlaces } from '../places/use-places.ts';
import { useAct, useSession, useSessionId } from '../sessions/use-session.ts';
import { AddParticipant } from './add-participant.tsx';
import { ParticipantPanel } from './participant-panel.tsx';

/** Who takes part: members of the body, substitutes, invitees and staff. */
export function PeopleScreen() {
  const { t } = useTranslation('meetings');
  const id = useSessionId();
  const session = useSession().data;
  const [params] = useUrlParams();
  const [open, setOpen] = useUrlParam('open');
  const [adding, setAdding] = useState(false);
  const places = usePlaces(id).data?.rows;
  const query = useInfiniteQuery({
    ...meetings.listParticipants.pages({
      params: { id },
      query: {
        q: params.q,
        kind: ParticipantKind.options.find((kind) => kind === params.kind),
        placeId: params.place,
        limit: 100,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const rows = rowsOf<Participant>(query);
  const columns = useColumns(places);
  const renew = useAct(async () => await meetings.renewMembers({ params: { id } }));
  const before = session?.state === 'draft' || session?.state === 'invited';
  const shown = rows.rows?.find((one) => one.id === open);
  return (
    <>
      <List<Participant>
        {...rows}
        label={t('people.title')}
        columns={columns}
        rowKey={(one) => one.id}
        search={t('people.search')}
        filters={<Filters places={places} />}
        actions={
          session?.can.prepare && (
            <>
              {before && (
                <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
                  {t('people.renew')}
                </Button>
              )}
              <Button onClick={() => setAdding(true)}>{t('people.add')}</Button>
            </>
          )
        }
        empty={{ title: t('people.none'), text: t('people.noneText') }}
        onOpen={(one) => setOpen(one.id)}
        openKey={open || undefined}
        beside={
          shown &&
          session && <ParticipantPanel key={open} session={session} participant={shown} onClose={() => setOpen('')} />
        }
        onClose={() => setOpen('')}
        sortable={false}
      />
      {adding && <AddParticipant sessionId={id} onClose={() => setAdding(false)} />}
    </>
  );
}

function Filters({ places = [] }: { places: readonly Place[] | undefined }) {
  const { t } = useTranslation('meetings');
  const [kind, setKind] = useUrlParam('kind');
  const [place, setPlace] = useUrlParam('place');
  return (
    <>
      <Select
        aria-label={t('people.kind')}
        placeholder={t('people.kind')}
        data={ParticipantKind.options.map((value) => ({ value, label: t(`participantKind.${value}`) }))}
        value={kind || null}
        onChange={(value) => setKind(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
      />
      <Select
        aria-label={t('people.place')}
        placeholder={t('people.place')}
        data={places.map(({ id, name }) => ({ value: id, label: name }))}
        value={place || null}
        onChange={(value) => setPlace(value ?? '')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
      />
    </>
  );
}

function useColumns(places: readonly Place[] | undefined): Column<Participant>[] {
  const { t } = useTranslation('meetings');
  const names = new Map(places?.map(({ id, name }) => [id, name]));
  return [
    { key: 'number', title: t('people.number'), value: ({ number }) => number, align: 'right', width: '4rem' },
    {
      key: 'name',
      title: t('people.name'),
      value: ({ name, title }) => [name, title].filter(Boolean).join(', '),
    },
    {
      key: 'unit',
      title: t('people.unit'),
      value: ({ unit, unitName }) => unit?.shortName ?? unitName,
      show: 'wide',
    },
    {
      key: 'kind',
      title: t('people.kind'),
      value: ({ kind, duties }) =>
        [t(`participantKind.${kind}`), ...duties.map((duty) => t(`duty.${duty}`))].join(', '),
      show: 'wide',
      width: '11rem',
    },
    {
      key: 'place',
      title: t('people.place'),
      value: ({ placeId }) => (placeId === null ? null : (names.get(placeId) ?? null)),
      show: 'wide',
    },
    { key: 'answer', title: t('people.answer'), value: ({ answer }) => t(`answer.${answer}`), width: '8rem' },
  ];
}
