import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import type { Assignment, Grant } from '../../contract.ts';
import { usePeriodText } from '../period-text.ts';
import styles from './people.module.css';

interface PostItemsProps {
  posts: Assignment[];
  /** What may be done with a post. */
  act?(post: Assignment): ReactNode;
}

export function PostItems({ posts, act }: PostItemsProps) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  return (
    <ul className={styles.items}>
      {posts.map((post) => (
        <li key={post.id}>
          {post.position}{' '}
          {post.primary && posts.length > 1 && <StateBadge tone="quiet">{t('person.primary')}</StateBadge>}{' '}
          {post.acting && <StateBadge tone="quiet">{t('person.acting')}</StateBadge>}
          <div>
            <Link to={`/agencies/${post.agency.id}`}>{post.agency.name}</Link>
          </div>
          <div className={styles.quiet}>{[period(post.period), post.legalBasis].filter(Boolean).join(' · ')}</div>
          {act?.(post)}
        </li>
      ))}
    </ul>
  );
}

export function GrantItem({ grant, act }: { grant: Grant; act?: ReactNode }) {
  const { t } = useTranslation('directory');
  const period = usePeriodText();
  return (
    <li>
      {grant.role.name}
      <div>
        {t(`scope.${grant.scope}`)}{' '}
        {grant.agency && <Link to={`/agencies/${grant.agency.id}`}>{grant.agency.name}</Link>}
      </div>
      <div className={styles.quiet}>
        {period(grant.period)}
        {grant.assignmentId && ` · ${t('person.boundToPost')}`}
      </div>
      {act}
    </li>
  );
}
