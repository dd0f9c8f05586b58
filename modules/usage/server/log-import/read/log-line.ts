/** One request as a web server wrote it down. Absent is empty. */
export interface LogLine {
  /** Of the caller; never kept. */
  address: string;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  /** Path and query as they were asked for, percent signs and all. */
  target: string;
  status: number;
  /** Host that was asked, where the log tells it; may bear a port. */
  host: string;
  referrer: string;
  userAgent: string;
}

export type BrokenReason =
  | 'shape' // not the form of the other lines
  | 'time' // its time is none
  | 'request' // what was asked is not a method and a path
  | 'too_long' // longer than 64 KB
  | 'not_ended' // the file ends within it
  | 'fields'; // IIS: other fields than the head of the file names

/** A line that was understood, one that says nothing (a comment, an empty one), or why it is broken. */
export type Parsed = LogLine | null | BrokenReason;

export interface LineParser {
  /** Lines in their order: a comment may change what the following mean, also one before the place where counting begins. */
  parse(text: string): Parsed;
}

export const LOG_FORMATS = ['combined', 'common', 'vhost_combined', 'vhost_common', 'iis'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
