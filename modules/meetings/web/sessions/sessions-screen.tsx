import { Button, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, List, Page, rowsOf, useUrlParam, useUrlParams } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { SessionRow } from '../../contract.ts';
import { meetings } from '../api.ts';
import { NewSession } from './new-session.tsx';
import { SessionState } from './session-state.tsx';

/** Sessions in which the reader takes part or which they may read. */
export function SessionsScreen() {
  const { t } = useTranslation('meetings');
  const [params] = useUrlParams();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const mayWrite = useMay('meetings.session.write');
  const when = params.when === 'past' ? 'past' : 'upcoming';
  const query = useInfiniteQuery({
    ...meetings.listSessions.pages({ query: { when, q: params.q, bodyId: params.body, mine: params.mine } }),
    placeholderData: keepPreviousData,
  });
  const open = (id: string) => void navigate({ to: `/meetings/${id}` });
  const create = mayWrite && <Button onClick={() => setCreating(true)}>{t('sessions.new')}</Button>;
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')} actions={create}>
      <List<SessionRow>
        {...rowsOf<SessionRow>(query)}
        label={t('sessions.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        search={t('sessions.search')}
        filters={<Filters />}
        empty={{
          title: t(when === 'past' ? 'sessions.nonePast' : 'sessions.none'),
          text: t('sessions.noneText'),
          action: create,
        }}
        onOpen={({ id }) => open(id)}
        sortable={false}
      />
      {creating && <NewSession bodyId={params.body ?? ''} onClose={() => setCreating(false)} onDone={open} />}
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation('meetings');
  const [when, setWhen] = useUrlParam('when', 'upcoming');
  const [mine, setMine] = useUrlParam('mine', 'false');
  const [body, setBody] = useUrlParam('body');
  const bodies = useQuery(meetings.listBodies.query({ query: { limit: 200 } }));
  return (
    <>
      <SegmentedControl
        aria-label={t('sessions.when')}
        value={when === 'past' ? 'past' : 'upcoming'}
        onChange={setWhen}
        data={[
          { value: 'upcoming', label: t('sessions.upcoming') },
          { value: 'past', label: t('sessions.past') },
        ]}
      />
      <SegmentedControl
        aria-label={t('sessions.whose')}
        value={mine}
        onChange={setMine}
        data={[
          { value: 'false', label: t('sessions.all') },
          { value: 'true', label: t('sessions.mine') },
        ]}
      />
      <Select
        aria-label={t('sessions.body')}
        placeholder={t('sessions.body')}
        data={(bodies.data?.rows ?? []).map(({ id, shortName }) => ({ value: id, label: shortName }))}
        value={body || null}
        onChange={(id) => setBody(id ?? '')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
      />
    </>
  );
}

function useColumns(): Column<SessionRow>[] {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  return [
    {
      key: 'starts',
      title: t('session.starts'),
      value: ({ startsAt }) => startsAt,
      cell: ({ startsAt }) => format.dateTime(startsAt),
      width: '10rem',
    },
    { key: 'title', title: t('session.title'), value: ({ title }) => title },
    { key: 'body', title: t('session.body'), value: ({ body }) => body.shortName, show: 'wide', width: '14rem' },
    {
      key: 'places',
      title: t('session.places'),
      value: ({ placeCount }) => placeCount,
      align: 'right',
      show: 'wide',
      width: '6.5rem',
    },
    {
      key: 'me',
      title: t('session.me'),
      value: ({ me }) =>
        me === null ? null : me.duties.map((duty) => t(`duty.${duty}`)).join(', ') || t(`participantKind.${me.kind}`),
      show: 'wide',
      width: '9rem',
    },
    {
      key: 'state',
      title: t('session.state'),
      value: ({ state }) => t(`state.${state}`),
      cell: ({ state }) => <SessionState state={state} />,
      show: 'phone',
      width: '9rem',
    },
  ];
}
