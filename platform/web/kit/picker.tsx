import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitOf } from '../fold.ts';
import styles from './picker.module.css';
import type { PickerOption, PickerProps } from './props.ts';

const WAIT_MS = 200;

/** Chooses one of very many by a few words, which the server searches for, with accents or without. */
export function Picker<Row>(props: PickerProps<Row>) {
  const { label, value, onChange, description, error, required, inBar, find, get, optionOf, offered = [] } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed, WAIT_MS);
  const isOffered = offered.some(({ id }) => id === value);
  const chosen = useQuery({ ...get(value), enabled: value !== '' && !isOffered });
  const own = chosen.data === undefined ? offered.find(({ id }) => id === value) : optionOf(chosen.data);
  // The field repeats the chosen name; that is nothing to search for.
  const q = own && words === own.label ? '' : words;
  const found = useQuery({ ...find(q), placeholderData: keepPreviousData });
  const rows = (found.data?.rows ?? []).map(optionOf);
  const options = new Map<string, PickerOption>();
  for (const option of [...offered, ...(own ? [own] : []), ...rows]) {
    if (!options.has(option.id)) options.set(option.id, option);
  }
  const failed = found.error && t('picker.failed');
  return (
    <Select
      {...(inBar ? { 'aria-label': label, placeholder: label } : { label, description })}
      data={[...options.values()].map(({ id, label: name }) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchable
      clearable={!required}
      // Chosen once more, what must be chosen stays.
      allowDeselect={!required}
      clearButtonProps={{ 'aria-label': t('picker.clear', { label }) }}
      required={required ?? false}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched; all it found is shown. What was offered is searched here.
      filter={({ options: all, search }) =>
        all.filter((option) => {
          const { value: id = '', label: name = '' } = option as Partial<{ value: string; label: string }>;
          return !offered.some((one) => one.id === id) || id === value || fitOf(name, search) > 0;
        })
      }
      renderOption={({ option }) => {
        const hint = options.get(option.value)?.hint;
        return (
          <span className={styles.option}>
            {option.label}
            {hint && <span className={styles.hint}>{hint}</span>}
          </span>
        );
      }}
      nothingFoundMessage={failed || (found.isFetching ? t('picker.searching') : t('picker.nothing'))}
      maxDropdownHeight={320}
      styles={inBar ? { root: { flex: '1 1 11rem', minWidth: '10rem', maxWidth: '16rem' } } : {}}
    />
  );
}
