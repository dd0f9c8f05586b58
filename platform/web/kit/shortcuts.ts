import { useEffect } from 'react';

/** A key that a screen hears, and what it does, in words. */
export interface Shortcut {
  keys: string[];
  label: string;
}

/** What is heard now, by whom; the help asks when it opens. */
const heard = new Map<symbol, readonly Shortcut[]>();

/** Tells the help (`?`) which keys are heard while this part is shown. Hearing them stays the part's own. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const text = JSON.stringify(shortcuts);
  useEffect(() => {
    const who = Symbol('shortcuts');
    heard.set(who, JSON.parse(text) as Shortcut[]);
    return () => void heard.delete(who);
  }, [text]);
}

/** All of now, each once: two lists on a screen hear the same keys. */
export function currentShortcuts(): Shortcut[] {
  const all = [...heard.values()].flat();
  return [...new Map(all.map((one) => [`${one.keys.join('+')} ${one.label}`, one])).values()];
}

/** Keys are letters to who types into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
