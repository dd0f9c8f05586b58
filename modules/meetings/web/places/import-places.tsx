import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '#platform/web/i18n/error-text.ts';
import { base64Of, Upload } from '#platform/web/kit/index.ts';
import { PLACES_MAX_BYTES, type PlaceLine } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

interface Given {
  fileName: string;
  content: string;
}

/** Takes a list of places in: pasted or as a file; every wrong line is told before anything is taken. */
export function ImportPlaces({ sessionId, onClose }: { sessionId: string; onClose(): void }) {
  const { t } = useTranslation('meetings');
  const [text, setText] = useState('');
  const [given, setGiven] = useState<Given | null>(null);
  const [lines, setLines] = useState<readonly PlaceLine[] | null>(null);
  const params = { id: sessionId };
  const look = useAct(
    async (one: Given) => {
      setGiven(one);
      return await meetings.importPlaces({ params, body: { ...one, apply: false } });
    },
    (answer) => setLines(answer.lines),
  );
  const take = useAct(
    async () => await meetings.importPlaces({ params, body: { ...(given as Given), apply: true } }),
    onClose,
  );
  const lookAt = async (file: File) =>
    await look.mutateAsync({ fileName: file.name, content: await base64Of(file) }).catch(() => undefined);
  const wrong = lines?.filter(({ problems }) => problems.length > 0) ?? [];
  const ready = lines !== null && lines.length > 0 && wrong.length === 0;
  return (
    <FormWindow
      title={t('places.import')}
      submit={ready ? t('places.take', { count: lines.length }) : t('places.look')}
      error={take.error ?? look.error}
      pending={look.isPending || take.isPending}
      size="xl"
      onSubmit={() => {
        if (ready) take.mutate();
        else if (text.trim() !== '') void lookAt(new File([text], 'dan.csv'));
      }}
      onClose={onClose}
    >
      <p className={styles.quiet}>{t('places.importText')}</p>
      <Textarea
        label={t('places.paste')}
        description={t('places.pasteHelp')}
        rows={6}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setLines(null);
        }}
      />
      <Upload
        label={t('places.file')}
        accept={['.csv', '.xlsx']}
        maxBytes={PLACES_MAX_BYTES}
        send={async (file) => {
          setText('');
          await lookAt(file);
        }}
      />
      {lines && <Lines lines={lines} wrong={wrong} />}
      {lines && wrong.length > 0 && (
        <Button variant="default" onClick={() => setLines(null)}>
          {t('places.again')}
        </Button>
      )}
    </FormWindow>
  );
}

const SHOWN = 100;

function Lines({ lines, wrong }: { lines: readonly PlaceLine[]; wrong: readonly PlaceLine[] }) {
  const { t } = useTranslation('meetings');
  const shown = (wrong.length > 0 ? wrong : lines).slice(0, SHOWN);
  return (
    <div className={styles.scroll}>
      <p role="status">{t('places.lines', { count: lines.length, wrong: wrong.length })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('places.line')}</th>
            <th>{t('places.name')}</th>
            <th>{t('places.agency')}</th>
            <th>{t('places.head')}</th>
            <th>{t('places.operator')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, name, agency, head, operator, problems }) => (
            <tr key={line}>
              <td>{line}</td>
              <td>
                {name}
                {problems.map(({ values, ...one }) => (
                  <div key={`${one.path} ${one.code}`} className={styles.wrong}>
                    {fieldText({ ...one, ...(values && { values }) })}
                  </div>
                ))}
              </td>
              <td>{agency}</td>
              <td>{head}</td>
              <td>{operator}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
