/** A backup that cannot be restored. The message says why and what to do. */
export class ArchiveError extends Error {}
