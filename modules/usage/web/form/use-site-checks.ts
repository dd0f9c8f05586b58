import { useTranslation } from 'react-i18next';
import { isDay } from '#platform/web/format.ts';
import { hostsOf, type SiteForm } from './site-form.ts';

/** What can be said before the server is asked. */
export function useSiteChecks(): (form: SiteForm) => Partial<Record<keyof SiteForm, string>> {
  const { t } = useTranslation('usage');
  return (form) => ({
    ...(form.name.trim() === '' && { name: t('check.name') }),
    ...(form.ownerId === '' && { ownerId: t('check.owner') }),
    ...(hostsOf(form.domains).length === 0 && { domains: t('check.domains') }),
    ...(form.code.trim() !== '' && !/^[1-9]\d{0,9}$/.test(form.code.trim()) && { code: t('check.code') }),
    ...(form.dutyDate !== '' && !isDay(form.dutyDate) && { dutyDate: t('check.dutyDate') }),
  });
}

/** Puts the keyboard where the first mistake is. */
export function focusFirstWrong(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
