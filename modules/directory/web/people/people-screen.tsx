import { Button, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { type Column, List, Page, rowsOf, useUrlParam, useUrlParams } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { directoryContract, type PersonRow } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { NewPerson } from './new-person.tsx';
import styles from './people.module.css';
import { PersonPanel } from './person-panel.tsx';

const STATES = ['active', 'left'] as const;

/** Everyone who works in the agencies of the node, by given name. */
export function PeopleScreen() {
  const { t } = useTranslation('directory');
  const [params] = useUrlParams();
  const [open, setOpen] = useUrlParam('open');
  const [entering, setEntering] = useState(false);
  const mayWrite = useMay('directory.person.write');
  const filters = {
    q: params.q,
    agencyId: params.agency,
    positionId: params.position,
    roleId: params.role,
    state: STATES.find((state) => state === params.state),
    account: params.account === 'with' ? 'true' : params.account === 'without' ? 'false' : undefined,
  };
  const query = useInfiniteQuery({
    ...directory.listPeople.pages({ query: filters }),
    placeholderData: keepPreviousData,
  });
  const file = (format: string) => addressOf(directoryContract.exportPeople, { query: { ...filters, format } });
  return (
    <Page
      title={t('people.title')}
      lead={t('people.lead')}
      actions={
        mayWrite && (
          <>
            <Button component={Link} to="/imports" variant="default">
              {t('people.import')}
            </Button>
            <Button onClick={() => setEntering(true)}>{t('people.new')}</Button>
          </>
        )
      }
    >
      {entering && (
        <NewPerson
          agencyId={params.agency ?? ''}
          onClose={() => setEntering(false)}
          onDone={(id) => {
            setEntering(false);
            setOpen(id);
          }}
        />
      )}
      <List<PersonRow>
        {...rowsOf<PersonRow>(query)}
        label={t('people.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        search={t('people.search')}
        filters={<Filters />}
        empty={{ title: t('people.none'), text: t('people.noneText') }}
        onOpen={({ id }) => setOpen(id)}
        openKey={open || undefined}
        beside={open && <PersonPanel key={open} id={open} onClose={() => setOpen('')} />}
        onClose={() => setOpen('')}
        sortable={false}
      />
      {query.hasNextPage && (
        <p className={styles.files}>
          <a href={file('xlsx')}>{t('people.exportXlsx')}</a> <a href={file('csv')}>{t('people.exportCsv')}</a>
        </p>
      )}
    </Page>
  );
}

function Filters() {
  const { t } = useTranslation('directory');
  const [agency, setAgency] = useUrlParam('agency');
  const mayReadRoles = useMay('directory.role.read');
  const positions = useQuery(directory.listPositions.query({ query: { limit: 500 } }));
  const roles = useQuery({ ...directory.listRoles.query({ query: { limit: 200 } }), enabled: mayReadRoles });
  return (
    <>
      <AgencyPicker inBar label={t('people.agency')} value={agency} onChange={setAgency} />
      <Choice
        param="position"
        label={t('people.positions')}
        options={(positions.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      {mayReadRoles && (
        <Choice
          param="role"
          label={t('people.roleFilter')}
          options={(roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Choice
        param="state"
        label={t('people.states')}
        options={STATES.map((value) => ({ value, label: t(`personState.${value}`) }))}
      />
      <Choice
        param="account"
        label={t('people.accounts')}
        options={(['with', 'without'] as const).map((value) => ({ value, label: t(`personAccount.${value}`) }))}
      />
    </>
  );
}

interface ChoiceProps {
  param: string;
  label: string;
  options: { value: string; label: string }[];
}

function Choice({ param, label, options }: ChoiceProps) {
  const { t } = useTranslation('directory');
  const [value, setValue] = useUrlParam(param);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={value || null}
      onChange={(chosen) => setValue(chosen ?? '')}
      searchable={options.length > 10}
      clearable
      clearButtonProps={{ 'aria-label': t('people.clear') }}
      className={styles.filter ?? ''}
    />
  );
}

function useColumns(): Column<PersonRow>[] {
  const { t } = useTranslation('directory');
  return [
    { key: 'name', title: t('person.name'), value: ({ name }) => name, width: '16rem' },
    { key: 'position', title: t('person.position'), value: ({ assignments: [first] }) => first?.position ?? '–' },
    {
      key: 'agency',
      title: t('person.agency'),
      value: ({ assignments: [first] }) => first?.agency.shortName ?? null,
      cell: ({ assignments: [first, ...others] }) =>
        first && (
          <>
            {first.agency.shortName} {others.length > 0 && t('person.others', { count: others.length })}
          </>
        ),
      show: 'wide',
    },
    { key: 'email', title: t('person.email'), value: ({ email }) => email, show: 'wide' },
    { key: 'phone', title: t('person.phone'), value: ({ phone }) => phone, show: 'choice' },
  ];
}
