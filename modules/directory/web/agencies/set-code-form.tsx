import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, ErrorState } from '#platform/web/kit/index.ts';
import type { Agency, CodeSystem } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';
import { useAgencyChange } from './use-agency-change.ts';

const SYSTEMS: readonly CodeSystem[] = ['eid', 'eid_old', 'statistics', 'portal'];

/** Another code of a system from a day on; an empty one ends the code of that system. */
export function SetCodeForm({ agency }: { agency: Agency }) {
  const { t } = useTranslation('directory');
  const [system, setSystem] = useState<CodeSystem>('eid');
  const [code, setCode] = useState('');
  const [from, setFrom] = useState(today());
  const save = useAgencyChange(() =>
    directory.setCode({ params: { id: agency.id }, body: { system, code: code.trim() || null, from } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isDay(from)) save.mutate(undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Select
        label={t('agency.system')}
        data={SYSTEMS.map((value) => ({ value, label: t(`codeSystem.${value}`) }))}
        value={system}
        allowDeselect={false}
        onChange={(value) => setSystem(SYSTEMS.find((one) => one === value) ?? system)}
      />
      <TextInput
        label={t('agency.code')}
        description={t('agency.codeHelp')}
        value={code}
        maxLength={64}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <DayField label={t('agency.codeFrom')} value={from} onChange={setFrom} />
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
