import { useSessionId } from '../sessions/use-session.ts';
import { MediaStage } from './media-stage.tsx';
import { Recordings } from './recordings.tsx';
import { useMediaView } from './use-media-view.ts';

/** Picture and sound of a session, and what was recorded of it. */
export function PictureScreen() {
  const id = useSessionId();
  const { view } = useMediaView(id);
  const role = view?.can.caption ? 'secretary' : view?.can.mute ? 'chair' : view?.self ? 'place' : 'viewer';
  return (
    <>
      <MediaStage session={id} as={role} aside={view?.self != null && view.open} />
      <Recordings session={id} />
    </>
  );
}
