import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, ErrorState, Page } from '#platform/web/kit/index.ts';
import { useMay } from '#platform/web/session.ts';
import { usage } from '../api.ts';
import styles from './form.module.css';
import { SiteFields } from './site-fields.tsx';
import { bodyOf, fieldErrors, NEW_SITE, type SiteForm } from './site-form.ts';
import { useDraft } from './use-draft.ts';
import { focusFirstWrong, useSiteChecks } from './use-site-checks.ts';

/** Registers a site; what comes next is the snippet to put on its pages. */
export function RegisterScreen() {
  const { t } = useTranslation('usage');
  const may = useMay('usage.site.write');
  return (
    <Page
      title={t('register.title')}
      {...(may && { lead: t('register.lead') })}
      crumbs={[{ label: t('nav.sites'), to: '/sites' }]}
      width="text"
    >
      {may ? <RegisterForm /> : <Empty title={t('register.refused')} text={t('register.refusedText')} />}
    </Page>
  );
}

function RegisterForm() {
  const { t } = useTranslation('usage');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const checks = useSiteChecks();
  const [form, change, clear] = useDraft<SiteForm>('usage.register', NEW_SITE);
  const [errors, setErrors] = useState<Partial<Record<keyof SiteForm, string>>>({});
  const register = useMutation({
    mutationFn: () =>
      usage.registerSite({ body: { ...bodyOf(form), ...(form.code.trim() && { code: Number(form.code) }) } }),
    onSuccess: (site) => {
      clear();
      void queries.invalidateQueries({ queryKey: ['usage'] });
      void navigate({ to: `/sites/${site.code}/embed` });
    },
    onError: (error) => setErrors(fieldErrors(error)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const wrong = checks(form);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(element);
    register.mutate(undefined, { onError: () => focusFirstWrong(element) });
  };
  const ofNoField = register.error !== null && Object.keys(errors).length === 0;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SiteFields form={form} errors={errors} onChange={change} />
      {ofNoField && <ErrorState error={register.error} compact />}
      <div className={styles.acts}>
        <Button type="submit" loading={register.isPending}>
          {t('register.submit')}
        </Button>
        <span className={styles.quiet}>{t('register.draft')}</span>
      </div>
    </form>
  );
}
