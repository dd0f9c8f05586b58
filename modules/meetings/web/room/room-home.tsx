import { Navigate } from '@tanstack/react-router';
import { viewsOf } from './room-frame.tsx';
import { useRoom } from './use-room.ts';

/** Leads to the screen that fits the reader's duty best. */
export function RoomHome() {
  const { id, me } = useRoom();
  return <Navigate to={`/meetings/${id}/room/${viewsOf(me)[0]}`} replace />;
}
