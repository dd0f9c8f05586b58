/**
 * Sends pieces one after the other, in order, each until it is there: a line that is away holds the queue up and loses
 * nothing, as long as the page stays open.
 */
export interface PieceQueue {
  add(piece: Blob): void;
  /** Pieces that are not there yet. */
  waiting(): number;
  /** Resolves when all are there. */
  empty(): Promise<void>;
  /** Gives up what waits. */
  stop(): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export function openPieceQueue(
  send: (piece: Blob, number: number) => Promise<void>,
  {
    onChange = () => {},
    isFinal = () => false,
    pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  }: {
    onChange?(waiting: number): void;
    /** An answer after which no other try helps. */
    isFinal?(error: unknown): boolean;
    pause?(ms: number): Promise<void>;
  } = {},
): PieceQueue {
  const pieces: Blob[] = [];
  let sent = 0;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    for (let wait = FIRST_PAUSE_MS; !stopped && pieces.length > 0; ) {
      try {
        await send(pieces[0] as Blob, sent);
        pieces.shift();
        sent++;
        wait = FIRST_PAUSE_MS;
      } catch (error) {
        if (isFinal(error)) stopped = true;
        else await pause(wait);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
      onChange(pieces.length);
    }
    running = null;
  }

  return {
    add(piece) {
      if (stopped || piece.size === 0) return;
      pieces.push(piece);
      onChange(pieces.length);
      running ??= run();
    },
    waiting: () => pieces.length,
    async empty() {
      if (running !== null) await running;
    },
    stop() {
      stopped = true;
    },
  };
}
