import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { RateDefinition } from '../../contract.ts';
import styles from './evaluation.module.css';

/** What each rate means, by which text, since when. */
export function Definitions({ definitions }: { definitions: readonly RateDefinition[] }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return (
    <details className={styles.definitions}>
      <summary>{t('evaluation.definitions')}</summary>
      <dl>
        {definitions.map(({ key, version, name, text, source, validFrom }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              {text}
              <span className={styles.quiet}>
                {t('evaluation.source', { source, version, day: format.day(validFrom) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
