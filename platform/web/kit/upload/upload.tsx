import { Button } from '@mantine/core';
import { IconCheck, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../use-format.ts';
import { ErrorState } from '../error-state.tsx';
import { Progress } from '../progress.tsx';
import type { UploadProps } from '../props.ts';
import { bytesText, type Refusal, refusalOf } from './refusal.ts';
import styles from './upload.module.css';

type State =
  | { step: 'waiting' }
  | { step: 'refused'; refusal: Refusal }
  | { step: 'sending'; name: string; sent: number; total: number; startedAt: Date }
  | { step: 'failed'; name: string; error: unknown }
  | { step: 'done'; name: string };

const KB = 1_000;

/** Takes one file, dropped or chosen: says beforehand what fits, shows its way up, can be stopped. */
export function Upload({ label, accept, maxBytes, send, disabled = false }: UploadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const way = useRef<AbortController | null>(null);
  const [over, setOver] = useState(false);
  const [state, setState] = useState<State>({ step: 'waiting' });
  const size = (bytes: number) => bytesText(bytes, format.number);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const refusal = refusalOf(file, accept, maxBytes);
    if (refusal) return setState({ step: 'refused', refusal });
    const own = new AbortController();
    way.current = own;
    const sending = { step: 'sending', name: file.name, startedAt: new Date() } as const;
    setState({ ...sending, sent: 0, total: file.size });
    try {
      await send(file, {
        signal: own.signal,
        onProgress: (sent, total) => {
          if (!own.signal.aborted) setState({ ...sending, sent, total });
        },
      });
      setState({ step: 'done', name: file.name });
    } catch (error) {
      setState(own.signal.aborted ? { step: 'waiting' } : { step: 'failed', name: file.name, error });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void take(event.dataTransfer.files[0]);
  };

  if (state.step === 'sending') {
    return (
      <Progress
        label={state.name}
        done={Math.round(state.sent / KB)}
        total={Math.max(1, Math.round(state.total / KB))}
        unit="kB"
        startedAt={state.startedAt}
        onCancel={() => way.current?.abort(new DOMException('Stopped by the reader', 'AbortError'))}
      />
    );
  }
  return (
    <div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- takes what is dropped; the button inside does the same by keyboard */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        role="group"
        aria-labelledby={`${id}-label`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={24} stroke={1.5} aria-hidden />
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>
        <Button
          variant="default"
          disabled={disabled}
          aria-describedby={`${id}-limits`}
          onClick={() => field.current?.click()}
        >
          {t('upload.choose')}
        </Button>
        <span id={`${id}-limits`} className={styles.limits}>
          {accept.length === 0
            ? t('upload.limitsAny', { most: size(maxBytes) })
            : t('upload.limits', { types: accept.join(', '), most: size(maxBytes) })}
        </span>
        <input
          ref={field}
          type="file"
          hidden
          accept={accept.join(',')}
          aria-label={label}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            // The same file, mended, may be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {state.step === 'refused' && (
        <p role="alert" className={styles.refused}>
          {refusalText(state.refusal)}
        </p>
      )}
      {state.step === 'failed' && <ErrorState error={state.error} compact />}
      {state.step === 'done' && (
        <p role="status" className={styles.done}>
          <IconCheck size={16} aria-hidden /> {t('upload.done', { name: state.name })}
        </p>
      )}
    </div>
  );

  function refusalText({ key, values }: Refusal): string {
    if (key !== 'tooLarge') return t(`upload.${key}`, values);
    return t('upload.tooLarge', { name: values.name, size: size(values.bytes), most: size(values.most) });
  }
}
