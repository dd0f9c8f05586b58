import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { base64Of, Upload } from '#platform/web/kit/index.ts';
import { DOCUMENT_MAX_BYTES, DocumentVisibility, type SessionDocument } from '../../contract.ts';
import { meetings } from '../api.ts';
import { FormWindow } from '../form.tsx';
import styles from '../meetings.module.css';
import { useAct } from '../sessions/use-session.ts';

interface DocumentFormProps {
  sessionId: string;
  /** The document that gets another version; null: a new one. */
  document: SessionDocument | null;
  onClose(): void;
}

const ACCEPT = ['.pdf', '.docx', '.xlsx', '.pptx', '.png', '.jpg', '.jpeg'];

/** A document, or another version of one. */
export function DocumentForm({ sessionId, document, onClose }: DocumentFormProps) {
  const { t } = useTranslation('meetings');
  const [form, setForm] = useState({ title: '', presenter: '', visibility: 'all' as DocumentVisibility });
  const [file, setFile] = useState<{ fileName: string; content: string } | null>(null);
  const [tried, setTried] = useState(false);
  const params = { id: sessionId };
  const save = useAct(async () => {
    const body = file ?? { fileName: '', content: '' };
    return document === null
      ? await meetings.addDocument({ params, body: { ...form, ...body } })
      : await meetings.addDocumentVersion({ params: { ...params, documentId: document.id }, body });
  }, onClose);
  const noTitle = document === null && form.title.trim() === '';
  const submit = () => {
    setTried(true);
    if (!noTitle && file !== null) save.mutate();
  };
  return (
    <FormWindow
      title={document === null ? t('documents.add') : `${t('documents.newVersion')}: ${document.title}`}
      submit={t(document === null ? 'documents.add' : 'documents.newVersion')}
      error={save.error}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Upload
        label={t('documents.file')}
        accept={ACCEPT}
        maxBytes={DOCUMENT_MAX_BYTES}
        send={async (chosen) => {
          setFile({ fileName: chosen.name, content: await base64Of(chosen) });
          if (form.title === '') setForm((before) => ({ ...before, title: chosen.name.replace(/\.\w+$/, '') }));
        }}
      />
      {file && <p role="status">{file.fileName}</p>}
      {tried && file === null && <p className={styles.wrong}>{t('check.file')}</p>}
      {document === null && (
        <>
          <TextInput
            label={t('documents.name')}
            required
            maxLength={300}
            value={form.title}
            error={tried && noTitle ? t('check.name') : undefined}
            onChange={(event) => setForm({ ...form, title: event.currentTarget.value })}
          />
          <TextInput
            label={t('documents.presenter')}
            maxLength={200}
            value={form.presenter}
            onChange={(event) => setForm({ ...form, presenter: event.currentTarget.value })}
          />
          <Select
            label={t('documents.visibility')}
            data={DocumentVisibility.options.map((value) => ({ value, label: t(`documentVisibility.${value}`) }))}
            value={form.visibility}
            allowDeselect={false}
            onChange={(value) =>
              setForm({ ...form, visibility: DocumentVisibility.options.find((one) => one === value) ?? 'all' })
            }
          />
        </>
      )}
    </FormWindow>
  );
}
