import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchFieldProps } from './props.ts';
import { useUrlParam } from './use-url-param.ts';

const WAIT_MS = 250;

/** Words to search for; they stand in the URL shortly after typing. `/` jumps here. */
export function SearchField({ placeholder, param = 'q' }: SearchFieldProps) {
  const { t } = useTranslation();
  const [inUrl, setInUrl] = useUrlParam(param);
  const [typed, setTyped] = useState(inUrl);
  const sent = useRef(inUrl);
  const send = useDebouncedCallback((value: string) => {
    sent.current = value.trim();
    setInUrl(sent.current);
  }, WAIT_MS);
  // Back and forward change the URL under us; our own writing must not overwrite what is being typed.
  useEffect(() => {
    if (inUrl === sent.current) return;
    sent.current = inUrl;
    setTyped(inUrl);
  }, [inUrl]);
  const change = (value: string) => {
    setTyped(value);
    send(value);
  };
  return (
    <TextInput
      type="search"
      data-search-field
      size="sm"
      aria-label={placeholder}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed) {
          event.stopPropagation();
          change('');
        }
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => change('')} />}
      styles={{ root: { flex: '1 1 16rem', maxWidth: '26rem' } }}
    />
  );
}
