import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { StateBadgeProps } from '#platform/web/kit/props.ts';
import { useFormat } from '#platform/web/use-format.ts';
import { type ConnectionCheck, ConnectionPart } from '../../contract.ts';
import styles from './embed.module.css';

const TONES: Record<NonNullable<ConnectionCheck['result']>, StateBadgeProps['tone']> = {
  connected: 'done',
  partly: 'soon',
  absent: 'late',
  unreachable: 'late',
};

/** What the check found, part by part, and what to mend. */
export function ConnectionResult({ check }: { check: ConnectionCheck }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const { result, found, client, otherCode, problem, status, url, doneAt } = check;
  if (result === null) return null;
  return (
    <>
      <p>
        <StateBadge tone={TONES[result]}>{t(`connection.result.${result}`)}</StateBadge>
      </p>
      {problem && <p>{t(`connection.problem.${problem}`, { status: status ?? '' })}</p>}
      {result !== 'unreachable' && (
        <ul className={styles.parts}>
          {ConnectionPart.options.map((part) => {
            const there = found.includes(part);
            return (
              <li key={part}>
                <span aria-hidden className={styles.mark} data-found={there}>
                  {there ? '✓' : '✗'}
                </span>
                <span>
                  {t(`connection.part.${part}`)}: {there ? t('connection.there') : t('connection.missing')}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {otherCode && <p>{t('connection.otherCode', { code: otherCode })}</p>}
      <p className={styles.quiet}>
        {client && `${t(`connection.client.${client}`)} · `}
        {doneAt && format.dateTime(doneAt)}
        {url && (
          <>
            {' · '}
            <span className={styles.url}>{url}</span>
          </>
        )}
      </p>
    </>
  );
}
