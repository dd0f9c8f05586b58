import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import styles from './meetings.module.css';

interface FormProps {
  title: string;
  submit: string;
  error: unknown;
  pending: boolean;
  onSubmit(): void;
  onClose(): void;
  size?: string;
  children: ReactNode;
}

/** One act in a window: fields in one column, what is wrong, the act and the way back. */
export function FormWindow({ title, submit, error, pending, onSubmit, onClose, size = 'lg', children }: FormProps) {
  const { t } = useTranslation('meetings');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <form className={styles.form} onSubmit={send} noValidate aria-label={title}>
        {children}
        {error !== null && error !== undefined && <ErrorState error={error} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
