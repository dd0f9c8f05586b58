import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Mounts a disk of its own for a test: `size=8m`, `ro`. Null where this user may not (only root may mount). */
export function mountDisk(options: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-disk-'));
  onTestFinished(() => {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return mounted.status === 0 ? folder : null;
}

/** Takes all the space that is left. Others write meanwhile, so it asks again until there is none. */
export function fill(disk: string): void {
  for (let part = 0; ; part++) {
    const { bavail, bsize } = statfsSync(disk);
    if (bavail === 0) return;
    spawnSync('fallocate', ['-l', String(bavail * bsize), join(disk, `filler-${part}`)]);
  }
}
