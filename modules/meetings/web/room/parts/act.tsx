import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useRoom } from '../use-room.ts';

interface ActProps extends ButtonProps {
  /** Asks the server; its refusal is told at the head of the room. */
  run(): Promise<unknown>;
  children: ReactNode;
  'aria-label'?: string;
}

/** A button of the room. It waits for the answer, so that a double click acts once. */
export function Act({ run, children, ...props }: ActProps) {
  const { tell } = useRoom();
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    tell(null);
    await run().catch(tell);
    setBusy(false);
  };
  return (
    <Button {...props} loading={busy} onClick={() => void act()}>
      {children}
    </Button>
  );
}
