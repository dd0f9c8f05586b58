import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Record, StateBadge } from '#platform/web/kit/index.ts';
import { HistoryLink } from '#platform/web/operations/history-link.tsx';
import { directory } from '../api.ts';
import { InvitePart } from './invite-part.tsx';
import { PersonBody } from './person-body.tsx';

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
      moreActions={person && <HistoryLink type="directory.person" id={person.id} />}
      loading={query.isPending}
      error={query.error ?? undefined}
      retry={() => void query.refetch()}
      onClose={onClose}
    >
      {person && <InvitePart person={person} />}
      {person && <PersonBody person={person} />}
    </Record>
  );
}
