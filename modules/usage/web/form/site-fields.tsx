import { Select, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { DayField } from '#platform/web/kit/index.ts';
import { SiteKind } from '../../contract.ts';
import type { SiteForm } from './site-form.ts';
import { zonesWith } from './zones.ts';

interface SiteFieldsProps {
  form: SiteForm;
  errors: Partial<Record<keyof SiteForm, string>>;
  onChange(changes: Partial<SiteForm>): void;
  /** The code stands on pages; once given it never changes. */
  codeFixed?: boolean;
}

export function SiteFields({ form, errors, onChange, codeFixed = false }: SiteFieldsProps) {
  const { t } = useTranslation('usage');
  const zones = useMemo(() => zonesWith(form.timeZone), [form.timeZone]);
  return (
    <>
      <TextInput
        name="site-name"
        label={t('form.name')}
        description={t('form.nameHelp')}
        required
        maxLength={300}
        value={form.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={t('form.kind')}
        data={SiteKind.options.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={form.kind}
        allowDeselect={false}
        error={errors.kind}
        onChange={(value) => onChange({ kind: SiteKind.options.find((one) => one === value) ?? 'portal' })}
      />
      <AgencyPicker
        label={t('form.owner')}
        description={t('form.ownerHelp')}
        required
        value={form.ownerId}
        error={errors.ownerId}
        onChange={(ownerId) => onChange({ ownerId })}
      />
      <Textarea
        name="site-domains"
        label={t('form.domains')}
        description={t('form.domainsHelp')}
        required
        rows={3}
        spellCheck={false}
        value={form.domains}
        error={errors.domains}
        onChange={(event) => onChange({ domains: event.currentTarget.value })}
      />
      {!codeFixed && (
        <TextInput
          name="site-code"
          label={t('form.code')}
          description={t('form.codeHelp')}
          inputMode="numeric"
          autoComplete="off"
          value={form.code}
          error={errors.code}
          onChange={(event) => onChange({ code: event.currentTarget.value })}
        />
      )}
      <DayField
        name="site-duty"
        label={t('form.dutyDate')}
        description={t('form.dutyDateHelp')}
        value={form.dutyDate}
        error={errors.dutyDate}
        onChange={(dutyDate) => onChange({ dutyDate })}
      />
      <Select
        label={t('form.timeZone')}
        description={t('form.timeZoneHelp')}
        data={zones}
        value={form.timeZone}
        searchable
        allowDeselect={false}
        error={errors.timeZone}
        onChange={(timeZone) => onChange({ timeZone: timeZone ?? form.timeZone })}
      />
    </>
  );
}
