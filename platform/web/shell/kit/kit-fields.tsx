import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitOf } from '../../fold.ts';
import { Picker, Upload, type UploadWay } from '../../kit/index.ts';
import { type SampleRow, sampleRows } from './sample.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

const STEPS = 20;
const STEP_MS = 150;
const MOST_BYTES = 2_000_000;

export function KitPickers() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('2');
  const [none, setNone] = useState('');
  const rows = sampleRows(200, t('kit.long'));
  const optionOf = ({ id, name, code }: SampleRow) => ({ id, label: name, hint: code });
  const find = (words: string) => ({
    queryKey: ['kit', 'find', words],
    queryFn: async () => ({ rows: rows.filter(({ name }) => fitOf(name, words) > 0).slice(0, 20) }),
  });
  const get = (id: string) => ({
    queryKey: ['kit', 'get', id],
    queryFn: async () => rows.find((row) => row.id === id) ?? (rows[0] as SampleRow),
  });
  const broken = {
    queryKey: ['kit', 'broken'],
    queryFn: async (): Promise<{ rows: SampleRow[] }> => {
      throw SAMPLE_PROBLEM;
    },
  };
  return (
    <div style={{ display: 'grid', gap: '1rem', maxWidth: '30rem' }}>
      <Picker label={t('kit.ready')} value={chosen} onChange={setChosen} find={find} get={get} optionOf={optionOf} />
      <Picker
        label={t('kit.empty')}
        description={t('kit.emptyText')}
        value={none}
        onChange={setNone}
        find={find}
        get={get}
        optionOf={optionOf}
        error={t('problems.required')}
        required
      />
      <Picker label={t('kit.failed')} value="" onChange={setNone} find={() => broken} get={get} optionOf={optionOf} />
    </div>
  );
}

export function KitUploads() {
  const { t } = useTranslation();
  const fail = async () => {
    throw SAMPLE_PROBLEM;
  };
  const shared = { accept: ['.csv', '.xlsx'], maxBytes: MOST_BYTES };
  return (
    <div style={{ display: 'grid', gap: '1rem', maxWidth: '40rem' }}>
      <Upload {...shared} label={t('kit.ready')} send={pretend} />
      <Upload {...shared} label={t('kit.failed')} send={fail} />
      <Upload {...shared} label={t('kit.long')} send={pretend} disabled />
    </div>
  );
}

/** Takes three seconds and sends nothing. */
async function pretend(file: File, { signal, onProgress }: UploadWay): Promise<void> {
  for (let step = 1; step <= STEPS; step++) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    signal.throwIfAborted();
    onProgress((file.size * step) / STEPS, file.size);
  }
}
