import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { directory } from '../api.ts';
import styles from './calendar.module.css';

/** Takes the proposal of the law over under the notice of the year, with what the notice decides. */
export function FixYear({ year }: { year: number }) {
  const { t } = useTranslation('directory');
  const queries = useQueryClient();
  const [source, setSource] = useState('');
  const [tetBefore, setTetBefore] = useState<1 | 2>(1);
  const [beside, setBeside] = useState<'before' | 'after' | 'usual'>('usual');
  const [tried, setTried] = useState(false);
  const fix = useMutation({
    mutationFn: () =>
      directory.fixCalendarYear({
        params: { year },
        body: { source, choices: { tetBefore, nationalBeside: beside === 'usual' ? null : beside } },
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['directory'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (source.trim() !== '') fix.mutate();
  };
  return (
    <form className={styles.section} onSubmit={submit} noValidate aria-labelledby="fix-year">
      <h2 id="fix-year">{t('fix.title', { year })}</h2>
      <p className={styles.quiet}>{t('fix.text')}</p>
      <div className={styles.form}>
        <TextInput
          name="year-source"
          label={t('fix.source')}
          description={t('fix.sourceHelp')}
          required
          maxLength={300}
          value={source}
          error={tried && source.trim() === '' && t('change.missing')}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Select
          label={t('fix.tet')}
          data={[
            { value: '1', label: t('fix.tet1') },
            { value: '2', label: t('fix.tet2') },
          ]}
          value={String(tetBefore)}
          allowDeselect={false}
          onChange={(value) => setTetBefore(value === '2' ? 2 : 1)}
        />
        <Select
          label={t('fix.national')}
          data={[
            { value: 'usual', label: t('fix.usual') },
            { value: 'before', label: t('fix.before') },
            { value: 'after', label: t('fix.after') },
          ]}
          value={beside}
          allowDeselect={false}
          onChange={(value) => setBeside(value === 'before' || value === 'after' ? value : 'usual')}
        />
        {fix.error && <ErrorState error={fix.error} compact />}
        <div className={styles.row}>
          <Button type="submit" loading={fix.isPending}>
            {t('fix.submit', { year })}
          </Button>
        </div>
      </div>
    </form>
  );
}
