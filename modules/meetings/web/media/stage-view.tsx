import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMicrophone, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaView } from '../../contract.ts';
import { chooseMain, findSpeaker, MOST_TILES, type Picture, tilesOf } from './choose.ts';
import styles from './media.module.css';
import { pictureKey, type RoomLine, type RoomPerson, type RoomState } from './room.ts';
import { Video } from './video.tsx';

export interface StageViewProps {
  view: MediaView;
  room: RoomLine;
  state: RoomState;
  /** False: sound only. */
  pictures: boolean;
  /** The wall shows the large picture alone. */
  tiles: boolean;
  size?: number;
}

/** The large picture and a page of small ones. Only what is shown here is received. */
export function StageView({ view, room, state, pictures, tiles: withTiles, size = MOST_TILES }: StageViewProps) {
  const { t } = useTranslation('meetings');
  const [pinned, setPinned] = useState<string | null>(null);
  const [wantedPage, setPage] = useState(0);
  const chairs = useMemo(
    () => new Set(view.people.filter(({ isChair }) => isChair).map(({ participantId }) => participantId)),
    [view.people],
  );
  const main = pictures ? chooseMain(state.people, chairs, pinned) : null;
  const speaker = findSpeaker(state.people, chairs);
  const { tiles, page, pages } = tilesOf(state.people, view.people, main, wantedPage, size);
  const shown = pictures && withTiles ? tiles : [];
  const wanted = [
    ...(main ? [pictureKey(main.identity, main.source)] : []),
    ...shown.map((id) => pictureKey(id, 'camera')),
  ];
  const key = wanted.join(',');
  useEffect(() => room.watch(new Set(key === '' ? [] : key.split(','))), [room, key]);
  const nameOf = (identity: string) => nameIn(view, identity) ?? t('media.somebody');
  const talks = (identity: string) => state.people.some((person) => person.identity === identity && person.talks);
  return (
    <div className={styles.stage} data-tiles={shown.length > 0 || undefined}>
      <figure className={styles.main}>
        {main === null ? (
          <div className={styles.noPicture}>{t(pictures ? 'media.noPicture' : 'media.soundOnly')}</div>
        ) : (
          <Video key={`${main.identity} ${main.source}`} room={room} picture={main} />
        )}
        <figcaption>
          {speaker !== null && <IconMicrophone size={18} aria-hidden />}
          <span>{captionOf(main, speaker, nameOf)}</span>
          {pinned !== null && (
            <ActionIcon variant="subtle" aria-label={t('media.unpin')} onClick={() => setPinned(null)}>
              <IconPinnedOff size={18} />
            </ActionIcon>
          )}
        </figcaption>
      </figure>
      {shown.length > 0 && (
        <div className={styles.side}>
          <ul className={styles.tiles} data-count={shown.length} aria-label={t('media.tiles')}>
            {shown.map((identity) => (
              <li key={identity} className={styles.tile} data-talks={talks(identity) || undefined}>
                <Video room={room} picture={{ identity, source: 'camera' }} mirrored={isSelf(state.people, identity)} />
                <span className={styles.name}>{nameOf(identity)}</span>
                <ActionIcon
                  className={styles.pin}
                  variant="filled"
                  color="dark"
                  size="sm"
                  aria-label={t('media.pin', { name: nameOf(identity) })}
                  onClick={() => setPinned(identity)}
                >
                  <IconPin size={14} />
                </ActionIcon>
              </li>
            ))}
          </ul>
          {pages > 1 && (
            <nav className={styles.pages} aria-label={t('media.tilePages')}>
              <ActionIcon
                variant="default"
                aria-label={t('media.before')}
                disabled={page === 0}
                onClick={() => setPage(page - 1)}
              >
                <IconChevronLeft size={18} />
              </ActionIcon>
              <span>{t('media.page', { page: page + 1, pages })}</span>
              <ActionIcon
                variant="default"
                aria-label={t('media.after')}
                disabled={page === pages - 1}
                onClick={() => setPage(page + 1)}
              >
                <IconChevronRight size={18} />
              </ActionIcon>
            </nav>
          )}
        </div>
      )}
    </div>
  );
}

/** The place, where there is one: a room of many people is known by it. */
export function nameIn(view: MediaView, identity: string): string | undefined {
  const person = view.people.find(({ participantId }) => participantId === identity);
  return person && (person.placeName === null ? person.name : `${person.placeName} · ${person.name}`);
}

function captionOf(main: Picture | null, speaker: string | null, nameOf: (identity: string) => string): string {
  const shown = main?.identity ?? speaker;
  return shown === null ? '' : nameOf(shown);
}

const isSelf = (people: readonly RoomPerson[], identity: string) =>
  people.some((person) => person.identity === identity && person.isSelf);
