import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Record, StateBadge } from '#platform/web/kit/index.ts';
import type { Person } from '../../contract.ts';
import { directory } from '../api.ts';
import { InvitePart } from './invite-part.tsx';
import styles from './people.module.css';
import { GrantItem, PostItems } from './person-parts.tsx';

/** A person beside the list: posts of today and before, and what they may do. */
export function PersonPanel({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation('directory');
  const query = useQuery(directory.getPerson.query({ params: { id } }));
  const person = query.data;
  const call = person?.phone?.replaceAll(' ', '');
  return (
    <Record
      title={person?.name ?? ''}
      state={
        person && (
          <StateBadge tone={person.hasAccount ? 'active' : 'quiet'}>
            {person.hasAccount ? t('person.account') : t('person.noAccount')}
          </StateBadge>
        )
      }
      facts={[
        { label: t('person.email'), value: person?.email && <a href={`mailto:${person.email}`}>{person.email}</a> },
        { label: t('person.phone'), value: person?.phone && <a href={`tel:${call}`}>{person.phone}</a> },
      ]}
      loading={query.isPending}
      error={query.error ?? undefined}
      retry={() => void query.refetch()}
      onClose={onClose}
    >
      {person && <InvitePart person={person} />}
      {person && <Body person={person} />}
    </Record>
  );
}

function Body({ person }: { person: Person }) {
  const { t } = useTranslation('directory');
  return (
    <>
      <h3 className={styles.heading}>{t('person.posts')}</h3>
      {person.assignments.length > 0 ? <PostItems posts={person.assignments} /> : <p>{t('person.left')}</p>}
      {person.pastAssignments.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('person.otherPosts')}</h3>
          <PostItems posts={person.pastAssignments} />
        </>
      )}
      {person.grants.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('person.roles')}</h3>
          <ul className={styles.items}>
            {person.grants.map((grant) => (
              <GrantItem key={grant.id} grant={grant} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
