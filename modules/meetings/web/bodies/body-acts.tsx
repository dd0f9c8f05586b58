import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Body } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { useAct } from '../sessions/use-session.ts';
import { DecisionFields, isDecided, newDecision } from './decision-fields.tsx';
import { bodyOfSeat, isWhole, type SeatDraft, SeatsEditor } from './seats-editor.tsx';

/** Re-form a body or end it: each one act by one decision. */
export function BodyActs({ body }: { body: Body }) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState<'reform' | 'end' | null>(null);
  if (!body.can.change) return null;
  return (
    <>
      <Button variant="default" onClick={() => setForm('end')}>
        {t('body.end')}
      </Button>
      <Button onClick={() => setForm('reform')}>{t('body.reform')}</Button>
      {form === 'reform' && <Reform body={body} onClose={() => setForm(null)} />}
      {form === 'end' && <End id={body.id} onClose={() => setForm(null)} />}
    </>
  );
}

function Reform({ body, onClose }: { body: Body; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [draft, setDraft] = useState(newDecision);
  const [seats, setSeats] = useState<SeatDraft[]>(() => body.seats.map((stays) => ({ key: stays.id, stays })));
  const [tried, setTried] = useState(false);
  const reform = useAct(
    async () =>
      await meetings.reformBody({
        params: { id: body.id },
        body: {
          ...draft,
          seats: seats.map((seat) => (seat.stays ? { seatId: seat.stays.id } : bodyOfSeat(seat))),
        },
      }),
    onClose,
  );
  const submit = () => {
    setTried(true);
    if (isDecided(draft) && seats.length > 0 && seats.every(isWhole)) reform.mutate();
  };
  return (
    <FormWindow
      title={t('body.reform')}
      submit={t('body.reform')}
      error={reform.error}
      pending={reform.isPending}
      size="xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('body.reformText')}</p>
      <DecisionFields draft={draft} tried={tried} onChange={setDraft} />
      <SeatsEditor seats={seats} tried={tried} onChange={setSeats} />
    </FormWindow>
  );
}

function End({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [draft, setDraft] = useState(newDecision);
  const [tried, setTried] = useState(false);
  const end = useAct(async () => await meetings.endBody({ params: { id }, body: draft }), onClose);
  const submit = () => {
    setTried(true);
    if (isDecided(draft)) end.mutate();
  };
  return (
    <FormWindow
      title={t('body.end')}
      submit={t('body.end')}
      error={end.error}
      pending={end.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('body.endText')}</p>
      <DecisionFields draft={draft} tried={tried} onChange={setDraft} />
    </FormWindow>
  );
}
