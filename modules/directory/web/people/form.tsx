import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import styles from './people.module.css';

interface FormProps {
  title: string;
  submit: string;
  children: ReactNode;
  error: unknown;
  pending: boolean;
  onSubmit(): void;
  onCancel(): void;
  /** Said before the button, where the act takes something away. */
  note?: string;
}

/** One act on a person: fields in one column, what is wrong, the act and the way back. */
export function Form({ title, submit, children, error, pending, onSubmit, onCancel, note }: FormProps) {
  const { t } = useTranslation('directory');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
      {note && <p className={styles.quiet}>{note}</p>}
      {error !== null && error !== undefined && <ErrorState error={error} />}
      <div className={styles.acts}>
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}
