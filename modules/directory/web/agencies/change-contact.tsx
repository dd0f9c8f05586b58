import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import type { Agency } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';
import { useAgencyChange } from './use-agency-change.ts';

const FIELDS = ['address', 'phone', 'email', 'website'] as const;
const TYPES = { address: 'text', phone: 'tel', email: 'email', website: 'url' } as const;

export function ChangeContact({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const { address, phone, email, website } = agency.contact;
  const [form, setForm] = useState({
    address: address ?? '',
    phone: phone ?? '',
    email: email ?? '',
    website: website ?? '',
  });
  const save = useAgencyChange(() =>
    directory.changeContact({
      params: { id: agency.id },
      body: {
        address: form.address.trim() || null,
        phone: form.phone.trim() || null,
        email: form.email.trim() || null,
        website: form.website.trim() || null,
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {FIELDS.map((name) => (
        <TextInput
          key={name}
          label={t(`contact.${name}`)}
          type={TYPES[name]}
          value={form[name]}
          maxLength={300}
          onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
        />
      ))}
      {save.error && <ErrorState error={save.error} />}
      <div className={styles.formActs}>
        <span role="status">{save.isSuccess && t('moves.saved')}</span>
        <Button type="submit" loading={save.isPending}>
          {t('reorganisation.save')}
        </Button>
      </div>
    </form>
  );
}
