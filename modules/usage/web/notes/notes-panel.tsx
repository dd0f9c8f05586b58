import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, plusDays, today } from '#platform/web/format.ts';
import { DayField, ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { type Annotation, AnnotationScope, type Site } from '../../contract.ts';
import { usage } from '../api.ts';
import { focusFirstWrong } from '../form/use-site-checks.ts';
import report from '../report/report.module.css';
import styles from './notes.module.css';

const DAYS_SHOWN = 399;

/** What was noted on the days of a site, for the last year, and the way to note more. */
export function NotesPanel({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const query = { from: plusDays(today(), -DAYS_SHOWN), to: today() };
  const { data, error } = useQuery(usage.listAnnotations.query({ params: { code: site.code }, query }));
  return (
    <section className={report.card} aria-labelledby="notes">
      <h2 id="notes" className={report.title}>
        {t('notes.title')}
      </h2>
      <p className={report.note}>{t('notes.lead')}</p>
      {error && <ErrorState error={error} compact />}
      {data?.rows.length === 0 && <p>{t('notes.none')}</p>}
      <ul className={styles.notes}>
        {data?.rows.map((note) => (
          <Note key={note.id} code={site.code} note={note} />
        ))}
      </ul>
      {data?.can.add && <AddNote site={site} />}
    </section>
  );
}

function Note({ code, note }: { code: number; note: Annotation }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => usage.removeAnnotation({ params: { code, id: note.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: usage.listAnnotations.key() }),
  });
  const scope = note.scope === 'site' ? t('notes.ofSite') : t('alerts.aboutBelow', { agency: note.agency.shortName });
  return (
    <li>
      <time dateTime={note.day}>{format.day(note.day)}</time>
      <span>
        {note.text}
        <span className={styles.by}>{t('notes.by', { name: note.createdBy, scope })}</span>
        {remove.error && <ErrorState error={remove.error} compact />}
      </span>
      {note.can.remove && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('notes.removeNamed', { day: format.day(note.day), text: note.text })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t('notes.remove')}
        </Button>
      )}
    </li>
  );
}

function AddNote({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [day, setDay] = useState(today());
  const [text, setText] = useState('');
  const [scope, setScope] = useState<AnnotationScope>('site');
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: () => usage.addAnnotation({ params: { code: site.code }, body: { day, text, scope } }),
    onSuccess() {
      setText('');
      setTried(false);
      void queries.invalidateQueries({ queryKey: usage.listAnnotations.key() });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() === '' || !isDay(day)) return focusFirstWrong(event.currentTarget);
    add.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('notes.add')}>
      <DayField
        name="note-day"
        label={t('notes.day')}
        value={day}
        error={tried && !isDay(day) ? t('notes.needDay') : undefined}
        onChange={setDay}
      />
      <TextInput
        name="note-text"
        label={t('notes.text')}
        placeholder={t('notes.textHelp')}
        maxLength={200}
        value={text}
        error={tried && text.trim() === '' ? t('notes.needText') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={t('notes.scope')}
        data={AnnotationScope.options.map((value) => ({
          value,
          label: value === 'site' ? t('notes.scopeSite') : t('notes.scopeAgency', { agency: site.owner.shortName }),
        }))}
        value={scope}
        allowDeselect={false}
        onChange={(value) => setScope(AnnotationScope.options.find((one) => one === value) ?? 'site')}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('notes.add')}
      </Button>
      {add.error && <ErrorState error={add.error} compact />}
    </form>
  );
}
