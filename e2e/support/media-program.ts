import { buildProgram, findProgram, NoMediaServer } from '#modules/meetings/server/media/livekit/find-program.ts';
import { loadConfig } from '#platform/server/config/config.ts';

/**
 * The media server's program, built once for all clones of this user where there is Go; null, with a word why, where
 * there is none: tests of real picture and sound are left out then.
 */
export async function mediaProgram(): Promise<string | null> {
  const { cacheDir } = loadConfig();
  try {
    return (await findProgram(cacheDir)) ?? (await buildProgram(cacheDir, new AbortController().signal));
  } catch (error) {
    if (!(error instanceof NoMediaServer)) throw error;
    process.stderr.write(`No real media server: ${error.message}\n`);
    return null;
  }
}
