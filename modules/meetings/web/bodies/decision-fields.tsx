import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField } from '#platform/web/kit/index.ts';
import styles from '../meetings.module.css';

export interface DecisionDraft {
  decision: string;
  decidedOn: string;
  effectiveOn: string;
  note: string;
}

export function newDecision(): DecisionDraft {
  return { decision: '', decidedOn: today(), effectiveOn: today(), note: '' };
}

export function isDecided({ decision, decidedOn, effectiveOn }: DecisionDraft): boolean {
  return decision.trim() !== '' && isDay(decidedOn) && isDay(effectiveOn);
}

interface DecisionFieldsProps {
  draft: DecisionDraft;
  tried: boolean;
  onChange(draft: DecisionDraft): void;
}

/** The decision behind a change of a body, and from when it holds. */
export function DecisionFields({ draft, tried, onChange }: DecisionFieldsProps) {
  const { t } = useTranslation('meetings');
  return (
    <>
      <TextInput
        label={t('body.decision')}
        description={t('body.decisionHelp')}
        required
        maxLength={200}
        value={draft.decision}
        error={tried && draft.decision.trim() === '' ? t('check.decision') : undefined}
        onChange={(event) => onChange({ ...draft, decision: event.currentTarget.value })}
      />
      <div className={styles.row}>
        <DayField
          label={t('body.decidedOn')}
          value={draft.decidedOn}
          onChange={(decidedOn) => onChange({ ...draft, decidedOn })}
        />
        <DayField
          label={t('body.effectiveOn')}
          value={draft.effectiveOn}
          onChange={(effectiveOn) => onChange({ ...draft, effectiveOn })}
        />
      </div>
      <Textarea
        label={t('body.note')}
        rows={2}
        maxLength={2000}
        value={draft.note}
        onChange={(event) => onChange({ ...draft, note: event.currentTarget.value })}
      />
    </>
  );
}
