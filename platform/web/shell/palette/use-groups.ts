import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found, WebModule } from '../../module.ts';
import { useSession } from '../../session.ts';
import { readRecent } from './recent.ts';
import { matchScreens, screensOf } from './screens.ts';

export interface Group {
  key: string;
  label: string;
  found: Found[];
  /** Its answer is on its way. */
  waiting: boolean;
  error: unknown;
}

/** What the words lead to, kind by kind. A question whose words have changed is taken back. */
export function useGroups(modules: readonly WebModule[], words: string): Group[] {
  const { t, i18n } = useTranslation();
  const { permissions, person } = useSession();
  const [recent] = useState(() => readRecent(person.email));
  // Names come from the module's own namespace, which the platform's key types do not know.
  const text = (namespace: string, key: string): string => i18n.t(`${namespace}:${key}` as never);
  const providers = modules.flatMap(({ name, search = [] }) =>
    search
      .filter(({ permission }) => permission === undefined || permissions.has(permission))
      .map((provider) => ({ ...provider, key: `${name}.${provider.label}`, label: text(name, provider.label) })),
  );
  const answers = useQueries({
    queries: providers.map(({ key, find }) => ({
      queryKey: ['palette', key, words],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(words, signal),
      enabled: words !== '',
      retry: false,
    })),
  });
  const still = { waiting: false, error: null };
  const screens = screensOf(modules, permissions, text);
  return [
    { key: 'recent', label: t('palette.recent'), found: words === '' ? recent : [], ...still },
    { key: 'screens', label: t('palette.screens'), found: matchScreens(screens, words), ...still },
    ...providers.map(({ key, label }, place) => ({
      key,
      label,
      found: answers[place]?.data ?? [],
      waiting: answers[place]?.isFetching ?? false,
      error: answers[place]?.error ?? null,
    })),
  ];
}
