import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fold } from '#platform/web/fold.ts';
import { ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import type { MediaPersonView, MediaView } from '../../contract.ts';
import { media } from './api.ts';
import styles from './media.module.css';
import type { RoomState } from './room.ts';

/** Who is in the picture and who is not: chair and secretary call, mute and put out. */
export function People({ sessionId, view, state }: { sessionId: string; view: MediaView; state: RoomState | null }) {
  const { t } = useTranslation('meetings');
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const params = { id: sessionId };
  const act = useMutation({
    mutationFn: ({ what, participantId }: { what: 'mute' | 'call' | 'remove'; participantId: string }) => {
      if (what === 'mute') return media.muteMedia({ params, body: { participantId, source: 'microphone' } });
      return (what === 'call' ? media.callMedia : media.removeMedia)({ params, body: { participantId } });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: media.getMedia.key({ params }) }),
  });
  const here = new Map(state?.people.map((person) => [person.identity, person]));
  const isHere = ({ participantId, connected }: MediaPersonView) =>
    here.size > 0 ? here.has(participantId) : connected;
  const found = view.people
    .filter((person) => fold(`${person.placeName ?? ''} ${person.name}`).includes(fold(words)))
    // Who is there comes first; among equals the order of the session.
    .toSorted((a, b) => Number(isHere(b)) - Number(isHere(a)));
  const count = view.people.filter(isHere).length;
  const acts = (person: MediaPersonView) => {
    const { participantId } = person;
    const button = (what: 'mute' | 'call' | 'remove') => (
      <Button
        key={what}
        size="compact-xs"
        variant="default"
        aria-label={t(`media.act.${what}Whom`, { name: person.name })}
        onClick={() => act.mutate({ what, participantId })}
      >
        {t(`media.act.${what}`)}
      </Button>
    );
    if (!isHere(person)) return person.canCome && button('call');
    return [...(here.get(participantId)?.sends.has('microphone') ? [button('mute')] : []), button('remove')];
  };
  return (
    <section className={styles.people} aria-label={t('media.people')}>
      <h2>{t('media.peopleCount', { count, all: view.people.length })}</h2>
      <TextInput
        aria-label={t('media.findPerson')}
        placeholder={t('media.findPerson')}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls takes the focus */}
      <ul tabIndex={0} aria-label={t('media.people')}>
        {found.map((person) => (
          <li key={person.participantId}>
            <span className={styles.who}>
              {person.placeName ?? person.name}
              {person.placeName !== null && <small>{person.name}</small>}
            </span>
            {person.removed ? (
              <StateBadge tone="late">{t('media.out')}</StateBadge>
            ) : (
              <StateBadge tone={isHere(person) ? 'done' : 'quiet'}>
                {t(isHere(person) ? 'media.here' : 'media.away')}
              </StateBadge>
            )}
            <span className={styles.acts}>
              {view.can.mute && person.participantId !== view.self?.participantId && acts(person)}
            </span>
          </li>
        ))}
      </ul>
      {act.error && <ErrorState compact error={act.error} />}
    </section>
  );
}
