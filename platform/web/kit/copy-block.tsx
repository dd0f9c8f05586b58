import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import styles from './copy-block.module.css';
import type { CopyBlockProps } from './props.ts';

/** A text to be pasted elsewhere, with the button that copies it. */
export function CopyBlock({ label, text }: CopyBlockProps) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 2_500 });
  return (
    <figure className={styles.block}>
      <figcaption className={styles.head}>
        <span>{label}</span>
        <Button size="compact-sm" variant="default" onClick={() => clipboard.copy(text)}>
          {clipboard.copied ? t('copy.done') : t('copy.copy')}
        </Button>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, so the keyboard must reach it */}
      <pre className={styles.text} tabIndex={0} role="region" aria-label={label}>
        <code>{text}</code>
      </pre>
      <span role="status" className="visually-hidden">
        {clipboard.copied ? t('copy.done') : ''}
      </span>
    </figure>
  );
}
