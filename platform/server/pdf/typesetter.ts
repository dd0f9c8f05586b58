import { fork } from 'node:child_process';
import type { Answer, Question } from './template.ts';

/** The process that sets papers, seen from the one that wants them. */
export interface Typesetter {
  /** One question at a time. When the time is up the process is ended. */
  ask(question: Question, longestMs: number): Promise<Answer>;
  readonly ended: boolean;
  end(): void;
}

/** Knows nothing of the node: no settings and no secrets reach it, and it ends with its parent. */
export function startTypesetter(): Typesetter {
  const child = fork(new URL('./typesetter-process.ts', import.meta.url), [], {
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  let ended = false;
  child.once('exit', () => (ended = true));
  child.unref();
  child.channel?.unref();
  const end = () => void child.kill('SIGKILL');
  return {
    ask(question, longestMs) {
      return new Promise((resolve, reject) => {
        const close = () => {
          clearTimeout(timer);
          child.off('message', answered).off('exit', died).off('error', failed);
          child.channel?.unref();
        };
        const failed = (error: Error) => {
          close();
          reject(error);
        };
        const answered = (answer: unknown) => {
          close();
          resolve(answer as Answer);
        };
        const died = () => failed(new Error('the typesetter ended before it was done'));
        const timer = setTimeout(() => {
          ended = true;
          end();
          failed(new Error(`the paper was not set within ${longestMs} ms`));
        }, longestMs);
        child.channel?.ref();
        child.on('message', answered).on('exit', died).on('error', failed);
        child.send(question, (error) => error && failed(error));
      });
    },
    get ended() {
      return ended;
    },
    end,
  };
}
