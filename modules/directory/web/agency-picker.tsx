import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './texts.ts';
import type { AgencyRow } from '../contract.ts';
import { directory } from './api.ts';
import { matches } from './words.ts';

interface AgencyPickerProps {
  label: string;
  /** Id of the chosen agency; empty when none is. */
  value: string;
  /** Gets an empty text when the choice is taken back. */
  onChange(id: string): void;
  description?: string;
  error?: string | undefined;
  required?: boolean;
  /** As a filter of a list: the label stands inside the field. */
  inBar?: boolean;
  /** The day whose agencies are offered; today where absent. */
  asOf?: string;
  /** Offered before all others, e.g. agencies that are yet to be founded. */
  offered?: readonly { id: string; name: string }[];
}

const SHOWN = 20;
const WAIT_MS = 200;

/** Chooses an agency of a day by words of its name, with accents or without, or by its code. */
export function AgencyPicker(props: AgencyPickerProps) {
  const { label, value, onChange, description, error, required, inBar, asOf, offered = [] } = props;
  const { t } = useTranslation('directory');
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, WAIT_MS);
  const isOffered = offered.some(({ id }) => id === value);
  const chosen = useQuery({
    ...directory.getAgency.query({ params: { id: value }, query: { asOf } }),
    enabled: value !== '' && !isOffered,
  });
  // The field repeats the chosen name; that is nothing to search for.
  const q = chosen.data && words === labelOf(chosen.data) ? '' : isOffered ? '' : words;
  const found = useQuery({
    ...directory.listAgencies.query({ query: { q, asOf, limit: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const rows: Pick<AgencyRow, 'id' | 'name' | 'shortName' | 'kind'>[] = found.data?.rows ?? [];
  const all = chosen.data && !rows.some(({ id }) => id === chosen.data.id) ? [chosen.data, ...rows] : rows;
  return (
    <Select
      {...(inBar ? { 'aria-label': label, placeholder: label } : { label, description })}
      data={[
        ...offered.map(({ id, name }) => ({ value: id, label: name })),
        ...all.map((agency) => ({ value: agency.id, label: labelOf(agency) })),
      ]}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchable
      clearable={!required}
      // Chosen once more, what must be chosen stays.
      allowDeselect={!required}
      clearButtonProps={{ 'aria-label': t('picker.clear') }}
      required={required ?? false}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched; all it found is shown. What was offered is searched here.
      filter={({ options, search }) =>
        options.filter((option) => fits(option as { value?: string; label?: string }, search, offered))
      }
      nothingFoundMessage={found.isFetching ? t('picker.searching') : t('picker.nothing')}
      maxDropdownHeight={320}
      styles={inBar ? { root: { flex: '0 1 16rem', minWidth: '10rem' } } : {}}
    />
  );
}

function fits(option: { value?: string; label?: string }, search: string, offered: readonly { id: string }[]): boolean {
  return !offered.some(({ id }) => id === option.value) || matches(option.label ?? '', search);
}

/** Divisions of many agencies bear one name; their short name says of which they are. */
function labelOf({ kind, name, shortName }: Pick<AgencyRow, 'kind' | 'name' | 'shortName'>): string {
  return kind === 'division' ? shortName : name;
}
