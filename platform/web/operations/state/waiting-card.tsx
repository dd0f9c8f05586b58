import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NodeState } from '../../../contracts/operations.ts';
import { StateBadge } from '../../kit/state-badge.tsx';
import { useFormat } from '../../use-format.ts';
import styles from '../operations.module.css';
import { useBytes } from '../use-bytes.ts';

/** What has been taken on and is not done yet: hits, jobs, mail. */
export function WaitingCard({ node }: { node: NodeState }) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const bytes = useBytes();
  const { waiting, jobs, mail } = node;
  return (
    <section className={styles.card}>
      <h2>{t('waiting.title')}</h2>
      <ul className={styles.rows}>
        <li>
          <span>
            {t('waiting.hits')}
            <span className={styles.note}>
              {' '}
              {waiting === null
                ? t('waiting.elsewhere')
                : t('waiting.log', { bytes: bytes(waiting.bytes), most: bytes(waiting.maxBytes) })}
            </span>
            {waiting?.problem && <StateBadge tone="late">{waiting.problem}</StateBadge>}
          </span>
          <span>{waiting === null ? '–' : format.number(waiting.count)}</span>
        </li>
        <li>
          <Link to="/operations/jobs">{t('waiting.jobs')}</Link>
          <span>{format.number(jobs.waiting + jobs.retrying + jobs.active)}</span>
        </li>
        <li>
          <Link to="/operations/jobs">{t('waiting.failed')}</Link>
          <span>
            {jobs.failed > 0 ? <StateBadge tone="late">{format.number(jobs.failed)}</StateBadge> : format.number(0)}
          </span>
        </li>
        <li>
          <Link to="/security" search={{ view: 'mails' } as never}>
            {t('waiting.mail')}
          </Link>
          <span>{format.number(mail.waiting)}</span>
        </li>
        <li>
          <Link to="/security" search={{ view: 'mails' } as never}>
            {t('waiting.refused')}
          </Link>
          <span>
            {mail.refused > 0 ? <StateBadge tone="late">{format.number(mail.refused)}</StateBadge> : format.number(0)}
          </span>
        </li>
      </ul>
      {!mail.hasServer && <p className={styles.note}>{t('waiting.noServer')}</p>}
    </section>
  );
}
