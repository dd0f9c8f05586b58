import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a small file for this user's eyes only, whole or not at all: a crash leaves the old one or the new one. */
export function writeWhole(path: string, text: string): void {
  renameSync(writeBeside(path, text), path);
}

/** Writes it beside its place, safely on the disk; answers where. */
export function writeBeside(path: string, text: string): string {
  const beside = `${path}.${process.pid}`;
  const file = openSync(beside, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  return beside;
}
