import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyBlock, DayField, ErrorState } from '#platform/web/kit/index.ts';
import { KeyScope, type Site } from '../../contract.ts';
import { usage } from '../api.ts';
import form from '../form/form.module.css';

/** Makes a key and shows its token, which is told this once. */
export function CreateKeyForm({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<KeyScope>('site');
  const [expiresOn, setExpiresOn] = useState('');
  const create = useMutation({
    mutationFn: () => usage.createKey({ params: { code: site.code }, body: { name, scope, expiresOn } }),
    onSuccess: () => {
      setName('');
      void queries.invalidateQueries({ queryKey: ['usage'] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit} aria-label={t('keys.create')}>
      <TextInput
        name="key-name"
        label={t('keys.name')}
        description={t('keys.nameHelp')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('keys.reads')}
        data={KeyScope.options.map((one) => ({
          value: one,
          label: t(`keys.scope.${one}`, { agency: site.owner.name }),
        }))}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(KeyScope.options.find((one) => one === value) ?? 'site')}
      />
      <DayField
        name="key-ends"
        label={t('keys.expiresOn')}
        description={t('keys.expiresOnHelp')}
        value={expiresOn}
        onChange={setExpiresOn}
      />
      {create.error && <ErrorState error={create.error} compact />}
      <div className={form.acts}>
        <Button type="submit" disabled={name.trim() === '' || expiresOn === ''} loading={create.isPending}>
          {t('keys.create')}
        </Button>
      </div>
      {create.data && (
        <Alert title={t('keys.made', { name: create.data.key.name })} role="status">
          <p>{t('keys.once')}</p>
          <CopyBlock label={t('keys.token')} text={create.data.token} />
        </Alert>
      )}
    </form>
  );
}
