import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Column, List, Page, rowsOf, useUrlParam } from '#platform/web/kit/index.ts';
import type { PersonRow } from '../../contract.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import { PersonPanel } from './person-panel.tsx';

/** Everyone who works in the agencies of the node, by given name. */
export function PeopleScreen() {
  const { t } = useTranslation('directory');
  const [q] = useUrlParam('q');
  const [agency, setAgency] = useUrlParam('agency');
  const [open, setOpen] = useUrlParam('open');
  const query = useInfiniteQuery({
    ...directory.listPeople.pages({ query: { q, agencyId: agency || undefined } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('people.title')} lead={t('people.lead')}>
      <List<PersonRow>
        {...rowsOf<PersonRow>(query)}
        label={t('people.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        search={t('people.search')}
        filters={<AgencyPicker inBar label={t('people.agency')} value={agency} onChange={setAgency} />}
        empty={{ title: t('people.none'), text: t('people.noneText') }}
        onOpen={({ id }) => setOpen(id)}
        openKey={open || undefined}
        beside={open && <PersonPanel id={open} onClose={() => setOpen('')} />}
        onClose={() => setOpen('')}
        sortable={false}
      />
    </Page>
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
