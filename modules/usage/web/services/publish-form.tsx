import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { ErrorState } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';
import styles from '../form/form.module.css';
import { focusFirstWrong } from '../form/use-site-checks.ts';
import { servicesIn } from './services-in.ts';

/** Puts a list of procedures into the catalogue of an agency: one a line, typed or pasted from a spreadsheet. */
export function PublishForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [agencyId, setAgencyId] = useState('');
  const [source, setSource] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { services, wrong: wrongLine } = servicesIn(text);
  const wrong = {
    agency: agencyId === '' ? t('alerts.needAgency') : undefined,
    source: source.trim() === '' ? t('services.needSource') : undefined,
    lines:
      wrongLine !== null
        ? t('services.wrongLine', { line: wrongLine })
        : services.length === 0
          ? t('services.needLines')
          : undefined,
  };
  const publish = useMutation({
    mutationFn: () => usage.publishServices({ body: { agencyId, source, services } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['usage'] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some((one) => one !== undefined)) return focusFirstWrong(event.currentTarget);
    publish.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('services.publish')}
      closeButtonProps={{ 'aria-label': t('alerts.close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <AgencyPicker
          label={t('services.agency')}
          required
          value={agencyId}
          error={tried ? wrong.agency : undefined}
          onChange={setAgencyId}
        />
        <TextInput
          name="services-source"
          label={t('services.source')}
          description={t('services.sourceHelp')}
          required
          maxLength={200}
          value={source}
          error={tried ? wrong.source : undefined}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Textarea
          name="services-lines"
          label={t('services.lines')}
          description={t('services.linesHelp')}
          required
          rows={8}
          spellCheck={false}
          value={text}
          error={tried ? wrong.lines : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {publish.error && <ErrorState error={publish.error} compact />}
        <div className={styles.acts}>
          <Button type="submit" loading={publish.isPending}>
            {t('services.put', { count: services.length })}
          </Button>
        </div>
        {publish.data && <p role="status">{t('services.done', publish.data)}</p>}
      </form>
    </Modal>
  );
}
