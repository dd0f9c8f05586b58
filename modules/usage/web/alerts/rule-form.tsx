import { Button, Modal, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { AlertKind, AlertMeasure, type AlertRule, type SiteRef } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from '../form/form.module.css';
import { focusFirstWrong } from '../form/use-site-checks.ts';

type Numbers = 'percent' | 'hours' | 'least' | 'quietFrom' | 'quietTo';
interface Draft extends Record<Numbers, number | string> {
  name: string;
  kind: AlertKind;
  measure: AlertMeasure;
  enabled: boolean;
  agencyId: string;
  below: boolean;
}

const NEW: Draft = {
  name: '',
  kind: 'drop',
  measure: 'people',
  percent: 50,
  hours: 3,
  least: 20,
  quietFrom: 20,
  quietTo: 6,
  enabled: true,
  agencyId: '',
  below: true,
};

const LIMITS: Record<Numbers, [least: number, most: number]> = {
  percent: [1, 10_000],
  hours: [1, 48],
  least: [0, 1_000_000],
  quietFrom: [0, 23],
  quietTo: [0, 23],
};

interface RuleFormProps {
  /** The rule to change; null: a new one. */
  rule: AlertRule | null;
  /** A new rule is about this site; absent: about an agency that is chosen. */
  site?: SiteRef;
  onClose(): void;
}

/** Makes a rule, changes it, or takes it away. */
export function RuleForm({ rule, site, onClose }: RuleFormProps) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(rule ? { ...NEW, ...rule, agencyId: rule.agency.id } : NEW);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ['usage'] });
    onClose();
  };
  const wrongNumber = (key: Numbers) => {
    const [least, most] = LIMITS[key];
    const value = Number(draft[key]);
    return draft[key] === '' || !Number.isInteger(value) || value < least || value > most;
  };
  const needsAgency = rule === null && site === undefined;
  const wrong = {
    name: draft.name.trim() === '' ? t('alerts.needName') : undefined,
    agency: needsAgency && draft.agencyId === '' ? t('alerts.needAgency') : undefined,
  };
  const isWrong =
    wrong.name !== undefined || wrong.agency !== undefined || (Object.keys(LIMITS) as Numbers[]).some(wrongNumber);
  const save = useMutation({ mutationFn: () => saveRule(draft, rule, site), onSuccess });
  const remove = useMutation({
    mutationFn: async (id: string) => await usage.removeAlertRule({ params: { id } }),
    onSuccess,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (isWrong) return focusFirstWrong(event.currentTarget);
    save.mutate();
  };
  const number = (key: Numbers, label: string, description?: string) => (
    <NumberInput
      name={`rule-${key}`}
      label={label}
      {...(description !== undefined && { description })}
      min={LIMITS[key][0]}
      max={LIMITS[key][1]}
      allowDecimal={false}
      hideControls
      clampBehavior="none"
      value={draft[key]}
      error={tried && wrongNumber(key) ? t('alerts.needNumber') : undefined}
      onChange={(value) => change({ [key]: value })}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={rule ? t('alerts.change') : t('alerts.newRule')}
      closeButtonProps={{ 'aria-label': t('alerts.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          name="rule-name"
          label={t('alerts.name')}
          description={t('alerts.nameHelp')}
          required
          maxLength={120}
          value={draft.name}
          error={tried ? wrong.name : undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {needsAgency && (
          <>
            <AgencyPicker
              label={t('alerts.agencyField')}
              required
              value={draft.agencyId}
              error={tried ? wrong.agency : undefined}
              onChange={(agencyId) => change({ agencyId })}
            />
            <Switch
              label={t('alerts.belowField')}
              checked={draft.below}
              onChange={(event) => change({ below: event.currentTarget.checked })}
            />
          </>
        )}
        <Select
          label={t('alerts.kindField')}
          data={AlertKind.options.map((value) => ({ value, label: t(`alerts.kind.${value}`) }))}
          value={draft.kind}
          allowDeselect={false}
          onChange={(value) => change({ kind: AlertKind.options.find((one) => one === value) ?? 'drop' })}
        />
        {draft.kind !== 'silence' && (
          <>
            <Select
              label={t('alerts.measureField')}
              data={AlertMeasure.options.map((value) => ({ value, label: t(`alerts.measure.${value}`) }))}
              value={draft.measure}
              allowDeselect={false}
              onChange={(value) => change({ measure: AlertMeasure.options.find((one) => one === value) ?? 'people' })}
            />
            {number('percent', t('alerts.percentField'), t('alerts.percentHelp'))}
          </>
        )}
        {number('hours', t('alerts.hoursField'), t('alerts.hoursHelp'))}
        {number('least', t('alerts.leastField'), t('alerts.leastHelp'))}
        {number('quietFrom', t('alerts.quietFrom'), t('alerts.quietHelp'))}
        {number('quietTo', t('alerts.quietTo'))}
        <Switch
          label={t('alerts.enabledField')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        {(save.error ?? remove.error) && <ErrorState error={save.error ?? remove.error} compact />}
        <div className={styles.acts}>
          <Button type="submit" loading={save.isPending}>
            {rule ? t('alerts.save') : t('alerts.create')}
          </Button>
          {rule && (
            <>
              <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(rule.id)}>
                {t('alerts.remove')}
              </Button>
              <span className={styles.quiet}>{t('alerts.removed')}</span>
            </>
          )}
        </div>
      </form>
    </Modal>
  );
}

async function saveRule(draft: Draft, rule: AlertRule | null, site: SiteRef | undefined): Promise<AlertRule> {
  const { name, kind, measure, enabled } = draft;
  const body = {
    name,
    kind,
    measure,
    enabled,
    percent: Number(draft.percent),
    hours: Number(draft.hours),
    least: Number(draft.least),
    quietFrom: Number(draft.quietFrom),
    quietTo: Number(draft.quietTo),
  };
  if (rule) return await usage.changeAlertRule({ params: { id: rule.id }, body });
  const whom = site ? { siteCode: site.code } : { agencyId: draft.agencyId, below: draft.below };
  return await usage.createAlertRule({ body: { ...body, ...whom } });
}
