import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, today } from '#platform/web/format.ts';
import { DayField, ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { GoalKind, GoalMatch, type GoalRow } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from '../form/form.module.css';
import { focusFirstWrong } from '../form/use-site-checks.ts';
import { useRuleText } from './use-rule-text.ts';

interface GoalFormProps {
  code: number;
  /** The goal to change; null: a new one. */
  goal: GoalRow | null;
  onClose(): void;
}

/** Defines a goal, gives it a new version from a day on, or ends it. */
export function GoalForm({ code, goal, onClose }: GoalFormProps) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [name, setName] = useState(goal?.name ?? '');
  const [kind, setKind] = useState<GoalKind>(goal?.kind ?? 'page');
  const [match, setMatch] = useState<GoalMatch>(goal?.match ?? 'contains');
  const [pattern, setPattern] = useState(goal?.pattern ?? '');
  const [from, setFrom] = useState(today());
  const [tried, setTried] = useState(false);
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ['usage'] });
    onClose();
  };
  const needsPattern = kind === 'page' || kind === 'event';
  const wrong = {
    name: name.trim() === '' ? t('goals.needName') : undefined,
    pattern: needsPattern && pattern.trim() === '' ? t('goals.needPattern') : undefined,
    from: isDay(from) ? undefined : t('goals.needDay'),
  };
  const save = useMutation({
    async mutationFn() {
      const body = { name, kind, match, pattern: kind === 'manual' ? '' : pattern, from };
      if (goal) return await usage.changeGoal({ params: { code, id: goal.id }, body });
      return await usage.createGoal({ params: { code }, body });
    },
    onSuccess,
  });
  const end = useMutation({
    mutationFn: async (id: string) => await usage.endGoal({ params: { code, id } }),
    onSuccess,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some((text) => text !== undefined)) return focusFirstWrong(event.currentTarget);
    save.mutate();
  };
  const shown = (key: keyof typeof wrong) => (tried ? wrong[key] : undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={goal ? t('goals.change') : t('goals.add')}
      closeButtonProps={{ 'aria-label': t('alerts.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          name="goal-name"
          label={t('goals.name')}
          description={t('goals.nameHelp')}
          required
          maxLength={50}
          value={name}
          error={shown('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('goals.kindField')}
          data={GoalKind.options.map((value) => ({ value, label: t(`goals.kindLong.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(GoalKind.options.find((one) => one === value) ?? 'page')}
        />
        {kind !== 'manual' && (
          <>
            <Select
              label={t('goals.matchField')}
              data={GoalMatch.options.map((value) => ({ value, label: t(`goals.match.${value}`) }))}
              value={match}
              allowDeselect={false}
              onChange={(value) => setMatch(GoalMatch.options.find((one) => one === value) ?? 'contains')}
            />
            <TextInput
              name="goal-pattern"
              label={t(`goals.pattern.${kind}`)}
              description={t(`goals.patternHelp.${kind}`)}
              required={needsPattern}
              maxLength={255}
              spellCheck={false}
              value={pattern}
              error={shown('pattern')}
              onChange={(event) => setPattern(event.currentTarget.value)}
            />
          </>
        )}
        <DayField
          name="goal-from"
          label={t('goals.from')}
          description={goal ? t('goals.fromChangeHelp') : t('goals.fromHelp')}
          value={from}
          error={shown('from')}
          onChange={setFrom}
        />
        {(save.error ?? end.error) && <ErrorState error={save.error ?? end.error} compact />}
        <div className={styles.acts}>
          <Button type="submit" loading={save.isPending}>
            {goal ? t('goals.save') : t('goals.add')}
          </Button>
          {goal && goal.to === null && (
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate(goal.id)}>
              {t('goals.end')}
            </Button>
          )}
        </div>
        {goal && goal.versions.length > 1 && <Versions goal={goal} />}
      </form>
    </Modal>
  );
}

function Versions({ goal }: { goal: GoalRow }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const ruleText = useRuleText();
  return (
    <section aria-labelledby="goal-versions">
      <h3 id="goal-versions">{t('goals.versions')}</h3>
      <ul>
        {goal.versions.map((one) => (
          <li key={one.version}>
            {one.to === null
              ? t('goals.since', { from: format.day(one.from) })
              : t('goals.between', { from: format.day(one.from), to: format.day(one.to) })}
            : {one.name}, {ruleText(one)}
          </li>
        ))}
      </ul>
    </section>
  );
}
