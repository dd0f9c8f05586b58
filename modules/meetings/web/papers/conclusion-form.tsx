import { Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#platform/web/kit/index.ts';
import type { Conclusion } from '../../contract.ts';
import { papers } from '../api.ts';
import { FormWindow } from '../form.tsx';
import { useAct } from '../sessions/use-session.ts';

interface ConclusionFormProps {
  sessionId: string;
  /** Null: a new one. */
  conclusion: Conclusion | null;
  onClose(): void;
}

/** A conclusion as it was spoken; a task has one lead. */
export function ConclusionForm({ sessionId, conclusion, onClose }: ConclusionFormProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({
    text: conclusion?.text ?? '',
    task: conclusion?.kind !== 'none',
    lead: conclusion?.lead?.name ?? '',
    partners: conclusion?.partners.map(({ name }) => name).join('; ') ?? '',
    product: conclusion?.product ?? '',
    dueOn: conclusion?.dueOn ?? '',
  });
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const save = useAct(async () => {
    const { text, task, lead, partners, product, dueOn } = form;
    const body = {
      itemId: conclusion?.itemId ?? null,
      kind: task ? ('task' as const) : ('none' as const),
      text,
      lead: task && lead.trim() !== '' ? unitOf(lead, conclusion) : null,
      partners: partners
        .split(';')
        .map((name) => name.trim())
        .filter(Boolean)
        .map((name) => unitOf(name, conclusion)),
      product,
      dueOn: dueOn === '' ? null : dueOn,
      monitor: conclusion?.monitor ?? '',
    };
    const params = { id: sessionId };
    return conclusion === null
      ? await papers.addConclusion({ params, body })
      : await papers.changeConclusion({ params: { ...params, conclusionId: conclusion.id }, body });
  }, onClose);
  return (
    <FormWindow
      title={t(conclusion === null ? 'papers.addConclusion' : 'papers.editConclusion')}
      submit={t('act.save')}
      error={save.error}
      pending={save.isPending}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('papers.text')}
        required
        autosize
        minRows={3}
        value={form.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <Switch
        label={t('papers.isTask')}
        checked={form.task}
        onChange={(event) => change({ task: event.currentTarget.checked })}
      />
      {form.task && (
        <>
          <TextInput
            label={t('papers.lead')}
            description={t('papers.leadHelp')}
            required
            value={form.lead}
            onChange={(event) => change({ lead: event.currentTarget.value })}
          />
          <TextInput
            label={t('papers.partners')}
            description={t('papers.partnersHelp')}
            value={form.partners}
            onChange={(event) => change({ partners: event.currentTarget.value })}
          />
          <TextInput
            label={t('papers.product')}
            value={form.product}
            onChange={(event) => change({ product: event.currentTarget.value })}
          />
          <DayField
            label={t('papers.dueOn')}
            description={t('papers.dueHelp')}
            value={form.dueOn}
            onChange={(dueOn) => change({ dueOn })}
          />
        </>
      )}
    </FormWindow>
  );
}

/** A unit that was of the directory stays it as long as its name does. */
function unitOf(name: string, before: Conclusion | null) {
  const known = [before?.lead, ...(before?.partners ?? [])].find((unit) => unit?.name === name);
  return { agencyId: known?.agencyId ?? null, name };
}
