import { type RefObject, useEffect } from 'react';
import { isTyping } from '../shortcuts.ts';

interface ListKeys {
  /** The element that holds the rows; each row bears `data-row`. */
  list: RefObject<HTMLElement | null>;
  onClose?: (() => void) | undefined;
}

/**
 * `j` and `k` walk through the rows, `/` jumps into the search, Escape closes what is open. Enter is the row's own.
 * Nothing is taken from who types into a field or holds Ctrl, Alt or the command key.
 */
export function useListKeys({ list, onClose }: ListKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.key === 'j' || event.key === 'k') {
        event.preventDefault();
        step(list.current, event.key === 'j' ? 1 : -1);
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('[data-search-field]');
        if (!field) return;
        event.preventDefault();
        field.focus();
      } else if (event.key === 'Escape') onClose?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list, onClose]);
}

function step(list: HTMLElement | null, by: number): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = at === -1 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
}
