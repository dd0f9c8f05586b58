import { useSession } from '../sessions/use-session.ts';
import { ConclusionsPanel } from './conclusions-panel.tsx';
import { MinutesPanel } from './minutes-panel.tsx';
import { NoticePanel } from './notice-panel.tsx';
import styles from './papers.module.css';

/** What a session comes to: its conclusions, the notice of them, the minutes. */
export function PapersScreen() {
  const { data: session } = useSession();
  if (!session) return null;
  return (
    <div className={styles.papers}>
      <ConclusionsPanel id={session.id} />
      <NoticePanel id={session.id} />
      <MinutesPanel id={session.id} />
    </div>
  );
}
