import { AgendaPanel } from './parts/agenda-panel.tsx';
import { FloorPanel } from './parts/floor-panel.tsx';
import { Hand } from './parts/hand.tsx';
import { NextStepBar } from './parts/next-step.tsx';
import { NowItem } from './parts/now-item.tsx';
import { Picture } from './parts/picture.tsx';
import { ConfirmPresence, PlacePresence, PresencePanel } from './parts/presence-panel.tsx';
import { QueuePanel } from './parts/queue-panel.tsx';
import { VotePanel } from './parts/vote-panel.tsx';
import { VotesList } from './parts/votes-list.tsx';
import { WordActs } from './parts/word-acts.tsx';
import styles from './room.module.css';
import { useRoom } from './use-room.ts';

/** The chair: what is now, the one next step, who speaks and who waits. Made for one hand. */
export function ChairScreen() {
  return (
    <>
      <NowItem />
      <ConfirmPresence />
      <div className={styles.columns}>
        <div>
          <FloorPanel>
            <WordActs />
          </FloorPanel>
          <VotePanel />
          <QueuePanel manage />
        </div>
        <div>
          <Picture as="chair" />
          <AgendaPanel />
          <VotesList />
          <PresencePanel />
        </div>
      </div>
      <NextStepBar />
    </>
  );
}

/** The secretary: everything at once, for a desk and a keyboard. */
export function SecretaryScreen() {
  return (
    <>
      <NowItem />
      <ConfirmPresence />
      <div className={styles.columns}>
        <div>
          <FloorPanel>
            <WordActs />
          </FloorPanel>
          <QueuePanel manage />
          <VotePanel />
          <VotesList />
        </div>
        <div>
          <Picture as="secretary" />
          <AgendaPanel />
          <PresencePanel manage />
        </div>
      </div>
    </>
  );
}

/** A place: one screen for a room of people. Its own turn, its people, the hand. */
export function PlaceScreen() {
  return (
    <>
      <NowItem />
      <div className={styles.columns}>
        <div>
          <Picture as="place" />
          <FloorPanel />
          <Hand />
          <VotePanel />
          <QueuePanel most={8} />
        </div>
        <div>
          <PlacePresence />
          <AgendaPanel />
        </div>
      </div>
    </>
  );
}

/** A member on a phone: what is now, the ballot, the hand. */
export function MemberScreen() {
  const { me } = useRoom();
  return (
    <div className={styles.narrow}>
      <NowItem />
      <ConfirmPresence />
      <VotePanel />
      <FloorPanel />
      {me.participantId !== null && <Hand />}
      <Picture as="member" />
      <QueuePanel most={5} />
      <AgendaPanel />
    </div>
  );
}
