import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '#modules/directory/web/index.ts';
import { type BodySeat, SeatOffice } from '../../contract.ts';
import styles from '../meetings.module.css';

/** A seat as it stands in the form: one that stays, or a new one. */
export type SeatDraft =
  | { key: string; stays: BodySeat }
  | { key: string; stays: null; office: SeatOffice; personId: string; name: string; title: string; votes: boolean };

let drafts = 0;

export function newSeat(office: SeatOffice = 'member'): SeatDraft {
  drafts += 1;
  return { key: `new-${drafts}`, stays: null, office, personId: '', name: '', title: '', votes: true };
}

/** What the contract asks for: those that stay by their id, new ones in full. */
export function bodyOfSeat(seat: Extract<SeatDraft, { stays: null }>) {
  const { office, personId, name, title, votes } = seat;
  return { office, personId: personId || null, title, votes, ...(personId === '' && { name }) };
}

export function isWhole(seat: SeatDraft): boolean {
  return seat.stays !== null || seat.personId !== '' || seat.name.trim() !== '';
}

interface SeatsEditorProps {
  seats: readonly SeatDraft[];
  onChange(seats: SeatDraft[]): void;
  tried: boolean;
}

/** All seats of a body in their order. */
export function SeatsEditor({ seats, onChange, tried }: SeatsEditorProps) {
  const { t } = useTranslation('meetings');
  const replace = (key: string, seat: SeatDraft) => onChange(seats.map((one) => (one.key === key ? seat : one)));
  const up = (index: number) => {
    const next = [...seats];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index - 1, 0, moved);
    onChange(next);
  };
  return (
    <fieldset className={styles.seats}>
      <legend>{t('body.seats')}</legend>
      <ol className={styles.rows}>
        {seats.map((seat, index) => {
          const name = seat.stays?.name ?? t('body.newSeat', { number: index + 1 });
          return (
            <li key={seat.key}>
              {seat.stays ? (
                <span>
                  <strong>{name}</strong>
                  <span className={styles.quiet}>
                    {[t(`office.${seat.stays.office}`), seat.stays.title].filter(Boolean).join(' · ')}
                  </span>
                </span>
              ) : (
                <NewSeat seat={seat} tried={tried} onChange={(next) => replace(seat.key, next)} />
              )}
              <span className={styles.acts}>
                {index > 0 && (
                  <ActionIcon variant="subtle" aria-label={t('body.seatUp', { name })} onClick={() => up(index)}>
                    <IconArrowUp size={18} aria-hidden />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="subtle"
                  aria-label={t('body.seatRemove', { name })}
                  onClick={() => onChange(seats.filter((one) => one.key !== seat.key))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          );
        })}
      </ol>
      <Button variant="default" onClick={() => onChange([...seats, newSeat()])}>
        {t('body.addSeat')}
      </Button>
    </fieldset>
  );
}

interface NewSeatProps {
  seat: Extract<SeatDraft, { stays: null }>;
  tried: boolean;
  onChange(seat: SeatDraft): void;
}

function NewSeat({ seat, tried, onChange }: NewSeatProps) {
  const { t } = useTranslation('meetings');
  return (
    <div className={styles.seat}>
      <Select
        label={t('body.office')}
        data={SeatOffice.options.map((value) => ({ value, label: t(`office.${value}`) }))}
        value={seat.office}
        allowDeselect={false}
        onChange={(value) =>
          onChange({ ...seat, office: SeatOffice.options.find((one) => one === value) ?? seat.office })
        }
      />
      <PersonPicker
        label={t('people.fromDirectory')}
        value={seat.personId}
        onChange={(personId) => onChange({ ...seat, personId })}
      />
      {seat.personId === '' && (
        <TextInput
          label={t('body.byTitle')}
          maxLength={200}
          value={seat.name}
          error={tried && !isWhole(seat) ? t('check.seat') : undefined}
          onChange={(event) => onChange({ ...seat, name: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('people.post')}
        maxLength={300}
        value={seat.title}
        onChange={(event) => onChange({ ...seat, title: event.currentTarget.value })}
      />
      <Checkbox
        label={t('people.vote')}
        checked={seat.votes}
        onChange={(event) => onChange({ ...seat, votes: event.currentTarget.checked })}
      />
    </div>
  );
}
