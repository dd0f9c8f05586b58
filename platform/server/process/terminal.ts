import type { Progress } from '../module.ts';

/** What the person who starts the node reads. It goes to the error stream, so that the log stays a stream of its own. */
export interface Terminal {
  say(line: string): void;
  progress: Progress;
}

const STEP_PERCENT = 10;

/** On a terminal a step is one line that counts; in a file it is a line for each tenth. */
export function openTerminal(out: NodeJS.WriteStream = process.stderr): Terminal {
  let open = '';
  let shown = -1;
  const close = () => {
    if (open !== '' && out.isTTY) out.write('\n');
    open = '';
  };
  return {
    say(line) {
      close();
      out.write(`${line}\n`);
    },
    progress(step, done, total) {
      const percent = total > 0 ? Math.floor((done * 100) / total) : 100;
      if (step !== open) {
        close();
        shown = -1;
      }
      const tenth = out.isTTY ? percent : Math.floor(percent / STEP_PERCENT);
      if (tenth === shown) return;
      open = step;
      shown = tenth;
      const line = `  ${step}: ${done} / ${total}`;
      out.write(out.isTTY ? `\r${line}\u001b[K` : `${line}\n`);
      if (done >= total) {
        close();
        shown = -1;
      }
    },
  };
}
