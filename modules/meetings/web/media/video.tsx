import { useEffect, useRef } from 'react';
import type { Picture } from './choose.ts';
import styles from './media.module.css';
import type { RoomLine } from './room.ts';

/** A picture of the room. Its size on the screen decides how sharp it comes. */
export function Video({ room, picture, mirrored = false }: { room: RoomLine; picture: Picture; mirrored?: boolean }) {
  const element = useRef<HTMLVideoElement>(null);
  const { identity, source } = picture;
  // The picture arrives some moments after it is asked for: it is attached when it does.
  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    let end = room.attach(identity, source, video);
    const again = room.onChange(() => {
      if (video.srcObject === null) {
        end();
        end = room.attach(identity, source, video);
      }
    });
    return () => {
      again();
      end();
    };
  }, [room, identity, source]);
  return (
    <video
      ref={element}
      className={styles.video}
      data-source={source}
      data-mirrored={mirrored || undefined}
      autoPlay
      playsInline
      muted
    />
  );
}
