import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, List, Page, rowsOf, StateBadge, useUrlParam, useUrlParams } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { BodyKind, type BodyRow } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FoundBody } from './found-body.tsx';

const STATES = ['active', 'ended'] as const;

/** Committees, steering committees and councils that the reader may see. */
export function BodiesScreen() {
  const { t } = useTranslation('meetings');
  const navigate = useNavigate();
  const [params] = useUrlParams();
  const query = useInfiniteQuery({
    ...meetings.listBodies.pages({
      query: {
        q: params.q,
        kind: BodyKind.options.find((kind) => kind === params.kind),
        state: STATES.find((state) => state === params.state),
      },
    }),
    placeholderData: keepPreviousData,
  });
  const [founding, setFounding] = useState(false);
  const open = (id: string) => void navigate({ to: `/bodies/${id}` });
  const found = query.data?.pages[0]?.can.found === true && (
    <Button onClick={() => setFounding(true)}>{t('bodies.found')}</Button>
  );
  return (
    <Page title={t('bodies.title')} lead={t('bodies.lead')} actions={found}>
      <List<BodyRow>
        {...rowsOf<BodyRow>(query)}
        label={t('bodies.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        search={t('bodies.search')}
        filters={<Filters />}
        empty={{ title: t('bodies.none'), text: t('bodies.noneText'), action: found }}
        onOpen={({ id }) => open(id)}
        sortable={false}
      />
      {founding && <FoundBody onClose={() => setFounding(false)} onDone={open} />}
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation('meetings');
  const [kind, setKind] = useUrlParam('kind');
  const [state, setState] = useUrlParam('state');
  return (
    <>
      <Select
        aria-label={t('bodies.kind')}
        placeholder={t('bodies.kind')}
        data={BodyKind.options.map((value) => ({ value, label: t(`bodyKind.${value}`) }))}
        value={kind || null}
        onChange={(value) => setKind(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
      />
      <Select
        aria-label={t('bodies.state')}
        placeholder={t('bodies.state')}
        data={STATES.map((value) => ({ value, label: t(`bodyState.${value}`) }))}
        value={state || null}
        onChange={(value) => setState(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
      />
    </>
  );
}

function useColumns(): Column<BodyRow>[] {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return [
    { key: 'name', title: t('bodies.name'), value: ({ name }) => name },
    { key: 'kind', title: t('bodies.kind'), value: ({ kind }) => t(`bodyKind.${kind}`), show: 'wide', width: '11rem' },
    { key: 'chair', title: t('bodies.chair'), value: ({ chair }) => chair, show: 'wide' },
    {
      key: 'seats',
      title: t('bodies.seats'),
      value: ({ seatCount }) => seatCount,
      align: 'right',
      show: 'wide',
      width: '7rem',
    },
    {
      key: 'state',
      title: t('bodies.state'),
      value: ({ endedOn }) => endedOn,
      cell: ({ endedOn, foundedOn }) =>
        endedOn === null ? (
          <StateBadge tone="active">{t('bodies.since', { day: format.day(foundedOn) })}</StateBadge>
        ) : (
          <StateBadge tone="quiet">{t('bodies.until', { day: format.day(endedOn) })}</StateBadge>
        ),
      show: 'phone',
      width: '12rem',
    },
  ];
}
