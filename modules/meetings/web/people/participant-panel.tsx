import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Record } from '#platform/web/kit/index.ts';
import { Duty, type Participant, type Session } from '../../contract.ts';
import { meetings } from '../api.ts';
import styles from '../meetings.module.css';
import { usePlaces } from '../places/use-places.ts';
import { useAct } from '../sessions/use-session.ts';

interface ParticipantPanelProps {
  session: Session;
  participant: Participant;
  onClose(): void;
}

/** One participant beside the list: what is known, and for who prepares, where they sit and what they do. */
export function ParticipantPanel({ session, participant, onClose }: ParticipantPanelProps) {
  const { t } = useTranslation('meetings');
  const { name, title, kind, unit, unitName, answerReason, answer, number, votes } = participant;
  return (
    <Record
      number={t('people.numbered', { number })}
      title={name}
      facts={[
        { label: t('people.kind'), value: t(`participantKind.${kind}`) },
        { label: t('people.post'), value: title || null },
        { label: t('people.unit'), value: unit?.name ?? (unitName || null) },
        { label: t('people.vote'), value: t(votes ? 'rules.yes' : 'rules.no') },
        { label: t('people.answer'), value: t(`answer.${answer}`) },
        { label: t('people.reason'), value: answerReason || null },
      ]}
      onClose={onClose}
    >
      {session.can.prepare && <Change session={session} participant={participant} onClose={onClose} />}
    </Record>
  );
}

function Change({ session, participant, onClose }: ParticipantPanelProps) {
  const { t } = useTranslation('meetings');
  const places = usePlaces(session.id).data?.rows ?? [];
  const params = { id: session.id, participantId: participant.id };
  const [form, setForm] = useState({
    title: participant.title,
    unitName: participant.unitName,
    placeId: participant.placeId ?? '',
    duties: participant.duties,
  });
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const save = useAct(
    async () => await meetings.changeParticipant({ params, body: { ...form, placeId: form.placeId || null } }),
  );
  const remove = useAct(async () => await meetings.removeParticipant({ params }), onClose);
  const removable = participant.seatId === null && (session.state === 'draft' || session.state === 'invited');
  return (
    <form
      className={styles.form}
      aria-label={t('people.change')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t('people.post')}
        maxLength={300}
        value={form.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        label={t('people.unitName')}
        maxLength={300}
        value={form.unitName}
        onChange={(event) => change({ unitName: event.currentTarget.value })}
      />
      <Select
        label={t('people.place')}
        data={places.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.placeId || null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('act.clear') }}
        onChange={(placeId) => change({ placeId: placeId ?? '' })}
      />
      <Checkbox.Group
        label={t('people.duties')}
        value={form.duties}
        onChange={(chosen) => change({ duties: Duty.options.filter((duty) => chosen.includes(duty)) })}
      >
        <div className={styles.row}>
          {Duty.options.map((duty) => (
            <Checkbox key={duty} value={duty} label={t(`duty.${duty}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {save.error && <ErrorState error={save.error} compact />}
      {remove.error && <ErrorState error={remove.error} compact />}
      <div className={styles.acts}>
        {removable && (
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('people.remove')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  );
}
