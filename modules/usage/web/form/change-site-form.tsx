import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Site } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './form.module.css';
import { SiteFields } from './site-fields.tsx';
import { bodyOf, fieldErrors, formOf, type SiteForm } from './site-form.ts';
import { focusFirstWrong, useSiteChecks } from './use-site-checks.ts';

export function ChangeSiteForm({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const checks = useSiteChecks();
  const [form, setForm] = useState<SiteForm>(() => formOf(site));
  const [errors, setErrors] = useState<Partial<Record<keyof SiteForm, string>>>({});
  const save = useMutation({
    mutationFn: () => usage.changeSite({ params: { code: site.code }, body: bodyOf(form) }),
    onSuccess: (changed) => {
      setForm(formOf(changed));
      void queries.invalidateQueries({ queryKey: ['usage'] });
    },
    onError: (error) => setErrors(fieldErrors(error)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const wrong = checks(form);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(element);
    save.mutate(undefined, { onError: () => focusFirstWrong(element) });
  };
  const change = (changes: Partial<SiteForm>) => {
    if (!save.isIdle) save.reset();
    setForm((before) => ({ ...before, ...changes }));
  };
  const ofNoField = save.error !== null && Object.keys(errors).length === 0;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SiteFields form={form} errors={errors} onChange={change} codeFixed />
      {ofNoField && <ErrorState error={save.error} compact />}
      <div className={styles.acts}>
        <Button type="submit" loading={save.isPending}>
          {t('settings.save')}
        </Button>
        <span role="status">{save.isSuccess && t('settings.saved')}</span>
      </div>
    </form>
  );
}
