import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { errorText, fieldText } from '../i18n/error-text.ts';
import type { ErrorStateProps } from './props.ts';
import styles from './states.module.css';

/** What went wrong, how to mend it, and the way to try again. */
export function ErrorState({ error, retry, compact = false }: ErrorStateProps) {
  const { t, i18n } = useTranslation();
  const problem = error instanceof ApiProblem ? error : null;
  const again = retry && (
    <Button size="compact-sm" variant="default" onClick={retry}>
      {t('error.retry')}
    </Button>
  );
  if (compact) {
    return (
      <p role="alert" className={styles.line}>
        {errorText(error)} {again}
      </p>
    );
  }
  return (
    <div role="alert" className={styles.state}>
      <p className={styles.title}>{errorText(error)}</p>
      {/* Details are for programs and come in English only; the title says the same in the reader's words. */}
      {problem?.detail && i18n.language === 'en' && <p className={styles.text}>{problem.detail}</p>}
      {problem?.fields.map((field) => (
        <p key={field.path} className={styles.text}>
          {field.path}: {fieldText(field)}
        </p>
      ))}
      {again && <div className={styles.action}>{again}</div>}
      {problem?.requestId && <p className={styles.fine}>{t('error.request', { id: problem.requestId })}</p>}
    </div>
  );
}
