import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, List, Page, rowsOf, StateBadge, useUrlParam } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ReorganisationRow } from '../../contract.ts';
import { directory } from '../api.ts';
import { HeadForm } from './head-form.tsx';
import { STATES, TONES } from './states.ts';

/** All reorganisations, the latest day first; a new one begins here. */
export function ReorganisationsScreen() {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const mayWrite = useMay('directory.reorganisation.write');
  const [state, setState] = useUrlParam('state');
  const [drafting, setDrafting] = useState(false);
  const query = useInfiniteQuery({
    ...directory.listReorganisations.pages({ query: { state: STATES.find((one) => one === state) } }),
    placeholderData: keepPreviousData,
  });
  const open = (id: string) => void navigate({ to: `/reorganisations/${id}` });
  const begin = mayWrite && <Button onClick={() => setDrafting(true)}>{t('reorganisations.begin')}</Button>;
  return (
    <Page title={t('reorganisations.title')} lead={t('reorganisations.lead')} actions={begin}>
      <List<ReorganisationRow>
        {...rowsOf<ReorganisationRow>(query)}
        label={t('reorganisations.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={
          <Select
            aria-label={t('reorganisations.state')}
            placeholder={t('reorganisations.state')}
            data={STATES.map((value) => ({ value, label: t(`reorganisationState.${value}`) }))}
            value={state || null}
            onChange={(value) => setState(value ?? '')}
            clearable
            clearButtonProps={{ 'aria-label': t('reorganisations.anyState') }}
          />
        }
        empty={{ title: t('reorganisations.none'), text: t('reorganisations.noneText'), action: begin }}
        onOpen={({ id }) => open(id)}
        sortable={false}
      />
      {drafting && <HeadForm onClose={() => setDrafting(false)} onDone={open} />}
    </Page>
  );
}

function useColumns(): Column<ReorganisationRow>[] {
  const { t } = useTranslation('directory');
  const format = useFormat();
  return [
    {
      key: 'day',
      title: t('reorganisations.day'),
      value: ({ effectiveOn }) => format.day(effectiveOn),
      width: '8rem',
    },
    { key: 'title', title: t('reorganisations.name'), value: ({ title }) => title },
    {
      key: 'legal',
      title: t('reorganisations.legal'),
      value: ({ legal }) => legal.number,
      show: 'wide',
      width: '16rem',
    },
    {
      key: 'moves',
      title: t('reorganisations.moves'),
      value: ({ moveCount }) => moveCount,
      align: 'right',
      show: 'wide',
      width: '6rem',
    },
    {
      key: 'state',
      title: t('reorganisations.state'),
      value: ({ state }) => t(`reorganisationState.${state}`),
      cell: ({ state, guessedCount }) => (
        <>
          <StateBadge tone={TONES[state]}>{t(`reorganisationState.${state}`)}</StateBadge>{' '}
          {guessedCount > 0 && (
            <StateBadge tone="soon">{t('reorganisations.guessed', { count: guessedCount })}</StateBadge>
          )}
        </>
      ),
      width: '18rem',
    },
  ];
}
