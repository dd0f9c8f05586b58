import { useEffect, useEffectEvent, useState } from 'react';

export interface LiveChange {
  topic: string;
  payload: Record<string, unknown>;
  /** What there is to see now, of a topic that all its listeners see alike; with the server's clock. */
  state?: unknown;
  now?: string;
}

export type LineState = 'connecting' | 'open' | 'lost';

/**
 * Hears the server's changes of these topics while the screen is shown. The browser comes back by itself with the
 * number of the last change it saw; `onChange(null)` says that changes may have been missed: fetch all anew.
 *
 *     const line = useLive(['usage.board'], () => queryClient.invalidateQueries({ queryKey: usage.getBoard.key() }));
 */
export function useLive(topics: readonly string[], onChange: (change: LiveChange | null) => void): LineState {
  const [state, setState] = useState<LineState>('connecting');
  const hear = useEffectEvent(onChange);
  const names = [...topics].sort().join(',');
  useEffect(() => {
    if (names === '') return;
    return openLine(`/api/events?topics=${encodeURIComponent(names)}`, (change) => hear(change), setState);
  }, [names]);
  return state;
}

const AGAIN_MS = 5_000;
/** A window that nobody looks at gives its line back: browsers have six for all windows of a server. */
const HIDDEN_MS = 10_000;
/** The server says something at least each 24 seconds. Who hears nothing for so long has no line, whatever the browser thinks. */
const SILENT_MS = 60_000;

/** Opens the line and keeps it open; answers the way to end it. */
function openLine(
  address: string,
  hear: (change: LiveChange | null) => void,
  tell: (state: LineState) => void,
): () => void {
  let source: EventSource | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let wasClosed = false;
  let heardAt = Date.now();
  const open = () => {
    const line = new EventSource(address);
    source = line;
    heardAt = Date.now();
    for (const kind of ['open', 'ready', 'change', 'state', 'beat']) {
      line.addEventListener(kind, () => {
        heardAt = Date.now();
      });
    }
    line.addEventListener('open', () => {
      tell('open');
      // A line made anew does not know what the old one saw last.
      if (wasClosed) hear(null);
      wasClosed = false;
    });
    line.addEventListener('change', (event) => hear(JSON.parse(event.data)));
    line.addEventListener('state', (event) => hear({ payload: {}, ...JSON.parse(event.data) }));
    line.addEventListener('reset', () => hear(null));
    line.addEventListener('error', () => {
      tell('lost');
      // The browser gives up for good after a refusal (a restart, a proxy's error page).
      if (line.readyState !== EventSource.CLOSED) return;
      wasClosed = true;
      again = setTimeout(() => (document.hidden ? close() : open()), AGAIN_MS);
    });
  };
  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
    wasClosed = true;
  };
  const look = () => {
    clearTimeout(rest);
    if (document.hidden) rest = setTimeout(close, HIDDEN_MS);
    else if (source === null) open();
  };
  const lose = () => {
    if (source === null) return;
    close();
    tell('lost');
  };
  const watch = setInterval(() => {
    if (source === null || Date.now() - heardAt < SILENT_MS) return;
    lose();
    look();
  }, AGAIN_MS);
  look();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('offline', lose);
  window.addEventListener('online', look);
  return () => {
    clearInterval(watch);
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', look);
    document.removeEventListener('visibilitychange', look);
    clearTimeout(rest);
    close();
  };
}
