import { lazy, Suspense } from 'react';
import type { MediaRole } from '../../media/media-stage.tsx';
import { useRoom } from '../use-room.ts';

const MediaStage = lazy(async () => ({ default: (await import('../../media/media-stage.tsx')).MediaStage }));

/** Picture and sound beside the formal half, which waits for neither. On a node without them nothing is shown. */
export function Picture({ as }: { as: MediaRole }) {
  const { id } = useRoom();
  return (
    <Suspense fallback={null}>
      <MediaStage session={id} as={as} aside={false} quiet />
    </Suspense>
  );
}
