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
  /** 2 on a page of its own, 3 inside a record. */
  headingLevel?: 2 | 3;
}

/** One act on a person: fields in one column, what is wrong, the act and the way back. */
export function Form({
  title,
  submit,
  children,
  error,
  pending,
  onSubmit,
  onCancel,
  note,
  headingLevel = 3,
}: FormProps) {
  const { t } = useTranslation('directory');
  const Heading = `h${headingLevel}` as const;
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label={title}>
      <Heading className={styles.heading}>{title}</Heading>
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
