import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleMatrix } from '../../contract.ts';
import { directory } from '../api.ts';
import { Form } from '../people/form.tsx';
import { usePersonChange } from '../people/use-person-change.ts';
import { usePermissionName } from './permission-name.ts';
import styles from './roles.module.css';

interface RoleFormProps {
  /** Null: a new one. */
  role: RoleMatrix['roles'][number] | null;
  permissions: readonly string[];
  onDone(): void;
}

const MANY = ['*', '*.read', '*.write'];

/** Writes a role: entries for many, which also cover what comes later, and single permissions. */
export function RoleForm({ role, permissions, onDone }: RoleFormProps) {
  const { t } = useTranslation('directory');
  const nameOf = usePermissionName();
  const [name, setName] = useState(role?.name ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [held, setHeld] = useState<readonly string[]>(role?.permissions ?? []);
  const [tried, setTried] = useState(false);
  const save = usePersonChange(() => {
    const body = { name, description, permissions: [...held] };
    return role ? directory.changeRole({ params: { id: role.id }, body }) : directory.createRole({ body });
  }, onDone);
  const remove = usePersonChange(() => directory.removeRole({ params: { id: role?.id ?? '' } }), onDone);
  const modules = [...new Set(permissions.map((one) => `${one.split('.')[0]}.*`))];
  const others = held.filter((one) => ![...MANY, ...modules, ...permissions].includes(one));
  const submit = () => {
    setTried(true);
    if (name.trim() !== '' && held.length > 0) save.mutate();
  };
  const box = (entry: string) => (
    <Checkbox
      key={entry}
      label={nameOf(entry)}
      checked={held.includes(entry)}
      onChange={() => setHeld(held.includes(entry) ? held.filter((one) => one !== entry) : [...held, entry])}
    />
  );
  return (
    <section className={styles.chosen}>
      <Form
        title={role ? t('roles.changeOf', { name: role.name }) : t('roles.new')}
        headingLevel={2}
        submit={t('act.save')}
        error={save.error ?? remove.error}
        pending={save.isPending}
        onSubmit={submit}
        onCancel={onDone}
      >
        <TextInput
          label={t('roles.name')}
          required
          maxLength={120}
          value={name}
          error={tried && name.trim() === '' && t('change.missing')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('roles.description')}
          maxLength={500}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <fieldset className={styles.boxes}>
          <legend>{t('roles.many')}</legend>
          {[...MANY, ...others].map(box)}
        </fieldset>
        <fieldset className={styles.boxes}>
          <legend>{t('roles.single')}</legend>
          {permissions.map(box)}
        </fieldset>
        {tried && held.length === 0 && <p role="alert">{t('roles.noneHeld')}</p>}
        {role?.can.remove && (
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('roles.remove')}
          </Button>
        )}
      </Form>
    </section>
  );
}
