import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#platform/contracts/imports.ts';
import { DayField, ErrorState, ImportMapping } from '#platform/web/kit/index.ts';
import { AgencyPicker } from '../agency-picker.tsx';
import { directory } from '../api.ts';
import styles from './imports.module.css';
import { shortOf } from './kinds.ts';

/** Which column is which field, and what holds for lines that do not say it; looked at anew when it changes. */
export function Columns({ run }: { run: ImportRun }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const kind = shortOf(run.kind);
  const [mapping, setMapping] = useState(run.mapping);
  const [options, setOptions] = useState(run.options);
  const save = useMutation({
    mutationFn: () => directory.mapImport({ params: { id: run.id }, body: { mapping, options } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['directory'] }),
  });
  const place = kind === 'people' ? 'agencyId' : 'parentId';
  return (
    <details className={styles.mapping}>
      <summary>{t('imports.mapping')}</summary>
      <ImportMapping
        columns={run.columns}
        fields={run.fields}
        mapping={mapping}
        onChange={setMapping}
        nameOf={(key) => t(`importField.${kind}_${key}` as never)}
      />
      <div className={styles.fields}>
        <AgencyPicker
          label={kind === 'people' ? t('imports.usualAgency') : t('imports.usualParent')}
          value={options[place] ?? ''}
          onChange={(id) => setOptions({ ...options, [place]: id })}
        />
        <DayField
          label={t('imports.usualFrom')}
          value={options['from'] ?? ''}
          onChange={(from) => setOptions({ ...options, from })}
        />
        {kind === 'agencies' && (
          <DayField
            label={t('imports.usualTo')}
            value={options['to'] ?? ''}
            onChange={(to) => setOptions({ ...options, to })}
          />
        )}
      </div>
      {save.error && <ErrorState error={save.error} />}
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('imports.check')}
      </Button>
    </details>
  );
}
