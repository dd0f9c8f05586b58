import { z } from 'zod';
import { ArchiveError } from './archive-error.ts';

const Names = z.array(z.string());

/** The first file of a backup: what made it, and what is in it. */
export const Manifest = z.object({
  format: z.literal(1),
  /** Version of the program that made it. */
  version: z.string(),
  at: z.iso.datetime(),
  /** Migrations of PostgreSQL that had run, by module. */
  migrations: z.record(z.string(), Names),
  /** Migrations of ClickHouse that had run. */
  storeMigrations: Names,
  tables: z.array(z.object({ schema: z.string(), table: z.string(), columns: Names, keys: Names.default([]) })),
  sequences: z.array(z.object({ schema: z.string(), sequence: z.string(), next: z.string() })),
  storeTables: z.array(z.object({ name: z.string(), columns: Names })),
});
export type Manifest = z.infer<typeof Manifest>;

/** @throws ArchiveError */
export function readManifest(content: Buffer): Manifest {
  try {
    return Manifest.parse(JSON.parse(content.toString()));
  } catch (error) {
    throw new ArchiveError('The backup was made by another program, or by a version of this one that is too new.', {
      cause: error,
    });
  }
}

/**
 * A newer node knows all migrations of an older one; the other way round it would lose what it does not know.
 * @throws ArchiveError naming the first that is unknown here
 */
export function refuseNewer(manifest: Manifest, known: { migrations: Record<string, string[]>; store: string[] }) {
  const unknown = [
    ...Object.entries(manifest.migrations).flatMap(([module, names]) =>
      names.filter((name) => !known.migrations[module]?.includes(name)).map((name) => `${module}/${name}`),
    ),
    ...manifest.storeMigrations.filter((name) => !known.store.includes(name)),
  ];
  if (unknown.length === 0) return;
  throw new ArchiveError(
    `The backup was made by version ${manifest.version}, which is newer than this program (it has ${unknown[0]}): ` +
      'upgrade the program, then restore.',
  );
}
