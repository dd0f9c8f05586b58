import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#platform/web/format.ts';
import { DayField, ErrorState } from '#platform/web/kit/index.ts';
import type { Reorganisation } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './reorganisations.module.css';

interface HeadFormProps {
  /** The one to change; absent: a new draft. */
  reorganisation?: Reorganisation;
  onClose(): void;
  onDone(id: string): void;
}

/** Title, legal basis and day of a reorganisation. */
export function HeadForm({ reorganisation, onClose, onDone }: HeadFormProps) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const legal = reorganisation?.legal;
  const [form, setForm] = useState({
    title: reorganisation?.title ?? '',
    number: legal?.number ?? '',
    date: legal?.date ?? '',
    issuer: legal?.issuer ?? '',
    link: legal?.link ?? '',
    effectiveOn: reorganisation?.effectiveOn ?? '',
  });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      const body = {
        title: form.title,
        legal: {
          number: form.number,
          date: form.date || null,
          issuer: form.issuer.trim() || null,
          link: form.link.trim() || null,
        },
        effectiveOn: form.effectiveOn,
      };
      if (!reorganisation) return await directory.createReorganisation({ body });
      const { id, version } = reorganisation;
      return await directory.changeReorganisation({ params: { id }, body: { ...body, version } });
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: directory.listReorganisations.key() });
      void queries.invalidateQueries({ queryKey: directory.getReorganisation.key() });
      onDone(id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.title.trim() && form.number.trim() && isDay(form.effectiveOn)) save.mutate();
  };
  const field = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const missing = (name: keyof typeof form) => tried && form[name].trim() === '' && t('change.missing');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(reorganisation ? 'reorganisation.change' : 'reorganisations.begin')}
      closeButtonProps={{ 'aria-label': t('reorganisation.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('reorganisation.title')}
          description={t('reorganisation.titleHelp')}
          required
          maxLength={300}
          error={missing('title')}
          {...field('title')}
        />
        <TextInput
          label={t('reorganisation.number')}
          description={t('reorganisation.numberHelp')}
          required
          maxLength={80}
          error={missing('number')}
          {...field('number')}
        />
        <TextInput label={t('reorganisation.issuer')} maxLength={200} {...field('issuer')} />
        <DayField label={t('reorganisation.date')} value={form.date} onChange={(date) => setForm({ ...form, date })} />
        <TextInput label={t('reorganisation.link')} type="url" maxLength={500} {...field('link')} />
        <DayField
          label={t('reorganisation.effectiveOn')}
          description={t('reorganisation.effectiveOnHelp')}
          value={form.effectiveOn}
          onChange={(effectiveOn) => setForm({ ...form, effectiveOn })}
          {...(tried && !isDay(form.effectiveOn) && { error: t('change.missing') })}
        />
        {save.error && <ErrorState error={save.error} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('reorganisation.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('reorganisation.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
