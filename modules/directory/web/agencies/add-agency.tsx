import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, ErrorState } from '#platform/web/kit/index.ts';
import type { Agency, AgencyKind, AgencyLevel } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';
import { useAgencyChange } from './use-agency-change.ts';

/** What may stand below what, since there are two levels of government; null: the level of the agency above. */
const LEVELS: Partial<Record<AgencyKind, AgencyLevel | null>> = {
  department: null,
  centre: null,
  division: null,
  commune: 'commune',
  ward: 'commune',
  special_zone: 'commune',
};
const KINDS = Object.keys(LEVELS) as AgencyKind[];

/** One agency more below this one. Many at once are imported; a merger is a reorganisation. */
export function AddAgency({ above, onClose }: { above: Agency; onClose(): void }) {
  const { t } = useTranslation('directory');
  const navigate = useNavigate();
  const [kind, setKind] = useState<AgencyKind>(above.kind === 'province' ? 'department' : 'division');
  const [name, setName] = useState('');
  const [shortName, setShortName] = useState('');
  const [code, setCode] = useState('');
  const [from, setFrom] = useState(today());
  const [tried, setTried] = useState(false);
  const add = useAgencyChange(() =>
    directory.createAgency({
      body: {
        kind,
        level: LEVELS[kind] ?? above.level,
        name,
        ...(shortName.trim() && { shortName }),
        parentId: above.id,
        from,
        codes: code.trim() ? [{ system: 'eid', code }] : [],
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || !isDay(from)) return;
    add.mutate(undefined, {
      onSuccess: ({ id }) => {
        onClose();
        void navigate({ to: `/agencies/${id}` });
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('add.title', { name: above.shortName })}
      closeButtonProps={{ 'aria-label': t('reorganisation.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <Select
          label={t('agency.kind')}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(KINDS.find((one) => one === value) ?? kind)}
        />
        <TextInput
          name="agency-name"
          label={t('agency.name')}
          required
          maxLength={300}
          value={name}
          error={tried && name.trim() === '' && t('change.missing')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          name="agency-short-name"
          label={t('add.shortName')}
          description={t('add.shortNameHelp')}
          maxLength={120}
          value={shortName}
          onChange={(event) => setShortName(event.currentTarget.value)}
        />
        <TextInput
          name="agency-code"
          label={t('codeSystem.eid')}
          description={t('add.codeHelp')}
          maxLength={64}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <DayField label={t('add.from')} value={from} onChange={setFrom} />
        {add.error && <ErrorState error={add.error} compact />}
        <div className={styles.formActs}>
          <Button type="submit" loading={add.isPending}>
            {t('add.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
