import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from './format.ts';

/** Numbers and times in the language of the screen. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => formatOf(i18n.language === 'en' ? 'en' : 'vi'), [i18n.language]);
}
