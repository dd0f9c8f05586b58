import { afterAll, beforeAll, onTestFinished, type TestContext } from 'vitest';

/** Gets the test that has ended; nothing when it goes with the file. */
type Clean = (test?: TestContext['task']) => unknown;

let ofFile: Clean[] | null = null;

/** Cleans up with the test, or with the file when it was called below `beforeFile`. */
export function atEnd(clean: Clean): void {
  if (ofFile === null) onTestFinished(async ({ task }) => void (await clean(task)));
  else ofFile.push(clean);
}

/** Starts what all tests of a file share, a node or a browser; it goes with the file, last in first out. */
export function beforeFile(start: () => Promise<void>): void {
  const cleans: Clean[] = [];
  beforeAll(async () => {
    ofFile = cleans;
    try {
      await start();
    } finally {
      ofFile = null;
    }
  });
  afterAll(async () => {
    for (const clean of cleans.toReversed()) await clean();
  });
}
