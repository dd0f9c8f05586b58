import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { BodyKind } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';
import { DecisionFields, isDecided, newDecision } from './decision-fields.tsx';
import { RulesFacts } from './rules-facts.tsx';
import { bodyOfSeat, isWhole, newSeat, type SeatDraft, SeatsEditor } from './seats-editor.tsx';

/** Founds a body by a decision: its seats, and the rules with which it begins. */
export function FoundBody({ onClose, onDone }: { onClose(): void; onDone(id: string): void }) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({ agencyId: '', kind: 'steering_committee' as BodyKind, name: '', shortName: '' });
  const [draft, setDraft] = useState(newDecision);
  const [seats, setSeats] = useState<SeatDraft[]>(() => [newSeat('chair'), newSeat()]);
  const [tried, setTried] = useState(false);
  const presets = useQuery(meetings.listRulesPresets.query());
  const preset = presets.data?.rows.find(({ kind }) => kind === form.kind);
  const found = useAct(
    async () => {
      if (!preset) throw new Error('There are no rules to begin with.');
      return await meetings.foundBody({
        body: {
          agencyId: form.agencyId,
          kind: form.kind,
          name: form.name,
          ...(form.shortName.trim() && { shortName: form.shortName }),
          ...draft,
          seats: seats.flatMap((seat) => (seat.stays ? [] : [bodyOfSeat(seat)])),
          rules: preset.rules,
          rulesSource: preset.source,
        },
      });
    },
    ({ id }) => onDone(id),
  );
  const submit = () => {
    setTried(true);
    const whole = form.agencyId !== '' && form.name.trim() !== '' && seats.length > 0 && seats.every(isWhole);
    if (whole && isDecided(draft)) found.mutate();
  };
  return (
    <FormWindow
      title={t('bodies.found')}
      submit={t('bodies.found')}
      error={found.error}
      pending={found.isPending || presets.isPending}
      size="xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <AgencyPicker
        label={t('session.agency')}
        required
        value={form.agencyId}
        error={tried && form.agencyId === '' ? t('check.agency') : undefined}
        onChange={(agencyId) => setForm({ ...form, agencyId })}
      />
      <Select
        label={t('bodies.kind')}
        data={BodyKind.options.map((value) => ({ value, label: t(`bodyKind.${value}`) }))}
        value={form.kind}
        allowDeselect={false}
        onChange={(value) => setForm({ ...form, kind: BodyKind.options.find((one) => one === value) ?? form.kind })}
      />
      <TextInput
        label={t('bodies.name')}
        required
        maxLength={300}
        value={form.name}
        error={tried && form.name.trim() === '' ? t('check.name') : undefined}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('bodies.shortName')}
        maxLength={120}
        value={form.shortName}
        onChange={(event) => setForm({ ...form, shortName: event.currentTarget.value })}
      />
      <DecisionFields draft={draft} tried={tried} onChange={setDraft} />
      <SeatsEditor seats={seats} tried={tried} onChange={setSeats} />
      {preset && (
        <details>
          <summary>{t('bodies.rulesToBegin')}</summary>
          {preset.unconfirmed && <p className={styles.note}>{t('rules.unconfirmed')}</p>}
          <p className={styles.quiet}>{preset.source}</p>
          <RulesFacts rules={preset.rules} />
        </details>
      )}
    </FormWindow>
  );
}
