import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import type { Invitation } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

interface SendInvitationProps {
  sessionId: string;
  invitation: Invitation;
  onClose(): void;
}

/** What the paper says beyond the session itself; sending it late asks for the reason. */
export function SendInvitation({ sessionId, invitation: { sent, time }, onClose }: SendInvitationProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({
    number: sent?.number ?? '',
    symbol: sent?.symbol ?? '',
    place: sent?.place ?? '',
    signedOn: sent?.signedOn ?? today(),
    authority: sent?.signer.authority ?? '',
    position: sent?.signer.position ?? '',
    name: sent?.signer.name ?? '',
    demands: sent?.demands ?? '',
    urgentReason: sent?.urgentReason ?? '',
  });
  const [tried, setTried] = useState(false);
  const send = useAct(async () => {
    const { authority, position, name, signedOn, ...text } = form;
    const signer = { authority, position, name };
    return await meetings.sendInvitation({
      params: { id: sessionId },
      body: { ...text, signer, signedOn: isDay(signedOn) ? signedOn : null },
    });
  }, onClose);
  const empty = (key: keyof typeof form) => form[key].trim() === '';
  const noReason = time.late && empty('urgentReason');
  const submit = () => {
    setTried(true);
    if (!empty('place') && !empty('position') && !empty('name') && !noReason) send.mutate();
  };
  const field = (
    key: keyof typeof form,
    label: string,
    more: { description?: string; error?: string | false } = {},
  ) => (
    <TextInput
      label={label}
      maxLength={120}
      value={form[key]}
      onChange={(event) => setForm({ ...form, [key]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <FormWindow
      title={t('invitation.send')}
      submit={t(sent === null ? 'invitation.send' : 'invitation.again')}
      error={send.error}
      pending={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.row}>
        {field('number', t('invitation.number'))}
        {field('symbol', t('invitation.symbol'), { description: t('invitation.symbolHelp') })}
      </div>
      <div className={styles.row}>
        {field('place', t('invitation.place'), { error: tried && empty('place') && t('check.place') })}
        <DayField
          label={t('invitation.signedOn')}
          value={form.signedOn}
          onChange={(signedOn) => setForm({ ...form, signedOn })}
        />
      </div>
      {field('authority', t('invitation.authority'), { description: t('invitation.authorityHelp') })}
      <div className={styles.row}>
        {field('position', t('invitation.position'), { error: tried && empty('position') && t('check.signer') })}
        {field('name', t('invitation.signer'), { error: tried && empty('name') && t('check.signer') })}
      </div>
      <Textarea
        label={t('invitation.demands')}
        description={t('invitation.demandsHelp')}
        rows={3}
        maxLength={2000}
        value={form.demands}
        onChange={(event) => setForm({ ...form, demands: event.currentTarget.value })}
      />
      {time.late && (
        <>
          <p className={styles.note}>{t('invitation.late', { left: time.left, required: time.required })}</p>
          {field('urgentReason', t('invitation.urgentReason'), { error: tried && noReason && t('check.reason') })}
        </>
      )}
    </FormWindow>
  );
}
