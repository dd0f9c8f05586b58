import { useEffect, useEffectEvent, useMemo } from 'react';

/**
 * The act, done at once and then at most once in so many milliseconds while it is asked for; the last asking is never
 * lost. A storm of hits must not become a storm of questions.
 */
export function useThrottled(act: () => void, milliseconds: number): () => void {
  const now = useEffectEvent(act);
  const gate = useMemo(() => createGate(milliseconds), [milliseconds]);
  useEffect(() => gate.open(() => now()), [gate]);
  return gate.ask;
}

export function createGate(milliseconds: number) {
  let act: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const pass = () => {
    again = false;
    act?.();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) pass();
    }, milliseconds);
  };
  return {
    /** Lets askings through to the act. Returns the way to end it. */
    open(next: () => void): () => void {
      act = next;
      return () => {
        act = undefined;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    ask(): void {
      if (timer === undefined) pass();
      else again = true;
    },
  };
}
