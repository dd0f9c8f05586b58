import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportMapping, ImportPreview, ImportReport, ImportSteps } from '../../kit/index.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

const FIELDS = [
  { key: 'name', required: true },
  { key: 'code', required: true },
  { key: 'created', required: false },
];
const COUNTS = { lines: 10_000, valid: 9_998, bad: 2, done: 9_998 };

export function KitImport() {
  const { t } = useTranslation();
  const long = t('kit.long');
  const [mapping, setMapping] = useState<{ [field: string]: number }>({ name: 0 });
  const columns = [
    { title: t('kit.name'), examples: ['Phường Nha Trang', long] },
    { title: '', examples: ['H32.41', 'H32.42'] },
  ];
  const nameOf = (field: string) => t(`kit.${field}` as 'kit.name');
  const lines = [
    {
      line: 14,
      cells: [long, 'H32.9x'],
      problems: [{ field: 'code', code: 'code', message: t('problems.invalid_format') }],
    },
    {
      line: 203,
      cells: ['', 'H32.77'],
      problems: [{ field: 'name', code: 'required', message: t('problems.required') }],
    },
  ];
  const problemText = ({ field, message }: { field: string | null; message: string }) =>
    field === null ? message : `${nameOf(field)}: ${message}`;
  return (
    <>
      <ImportSteps step="mapping" />
      <ImportMapping columns={columns} fields={FIELDS} mapping={mapping} onChange={setMapping} nameOf={nameOf} />
      <br />
      <ImportSteps step="preview" />
      <ImportPreview counts={COUNTS} columns={columns} lines={{ rows: lines }} problemText={problemText} />
      <br />
      <ImportPreview
        counts={{ lines: 65, valid: 65, bad: 0 }}
        columns={columns}
        lines={{ rows: [] }}
        problemText={problemText}
      />
      <ImportPreview
        counts={COUNTS}
        columns={columns}
        lines={{ rows: undefined, error: SAMPLE_PROBLEM, retry: () => {} }}
        problemText={problemText}
      />
      <ImportSteps step="report" />
      <ImportReport state="running" counts={{ ...COUNTS, done: 4_300 }} onStop={() => {}} />
      <ImportReport state="done" counts={COUNTS} actions={<Button variant="default">{t('kit.more')}</Button>} />
      <ImportReport state="failed" counts={{ ...COUNTS, done: 4_300 }} failure={long} />
      <ImportReport state="undone" counts={COUNTS} />
    </>
  );
}
