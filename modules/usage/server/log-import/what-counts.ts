import type { LogLine } from './read/log-line.ts';

/*
 * What of a server's log is use by people, as data: which methods, answers and endings. The tracker counts pages that a
 * browser showed; a log also holds all that pages are made of.
 */

/** Answers that brought a page: 304 is a page that the browser still had. */
const SHOWN = new Set([200, 203, 304]);

/** Of files that people take with them; the endings that trackers take for downloads (tracking protocol, §8). */
const DOWNLOADS = new Set(
  `7z aac apk arc arj asc asf asx avi azw3 bin bz bz2 csv deb dmg doc docm docx dot dotx epub exe flac flv gz gzip hqx
   ibooks img iso jar jnlp m4a m4v mkv mobi mov mp2 mp3 mp4 mpe mpeg mpg msi msp odb odf odg odp ods odt ogg ogv pdf pkg
   pps ppsx ppt pptx ps rar rpm rtf sea sit sxc sxd sxi sxw tar tbz tbz2 tgz torrent wav webm wma wmv wpd xls xlsb xlsm
   xlsx xz z zip zst edxml geojson kml kmz`.split(/\s+/),
);

/** Parts of pages, and what only programs read. */
const PARTS = new Set(
  `css js mjs map json xml rss atom txt webmanifest ico png apng jpg jpeg jfif gif svg webp avif bmp tif tiff cur
   woff woff2 ttf otf eot swf wasm ts m3u8 vtt axd asmx ashx svc appcache`.split(/\s+/),
);

/** Addresses of trackers: their hits are counted where they are collected. */
const TRACKERS = new Set(['/matomo.php', '/piwik.php', '/tracking']);

export type AsideReason =
  | 'method' // asks for no page (POST, HEAD, OPTIONS)
  | 'redirect' // 3xx: the page that follows counts
  | 'error' // 4xx, 5xx
  | 'answer' // another answer than a page (204, 206)
  | 'static' // a picture, a script, a style
  | 'tracker'; // a hit of a tracker

export type Use = 'page' | 'download' | AsideReason;

export function usageOf(line: Pick<LogLine, 'method' | 'status' | 'target'>): Use {
  if (line.method !== 'GET') return 'method';
  if (line.status >= 400) return 'error';
  const path = pathOf(line.target);
  if (TRACKERS.has(path)) return 'tracker';
  const ending = endingOf(path);
  if (PARTS.has(ending)) return 'static';
  if (!SHOWN.has(line.status)) return line.status >= 300 ? 'redirect' : 'answer';
  return DOWNLOADS.has(ending) ? 'download' : 'page';
}

function pathOf(target: string): string {
  const end = target.search(/[?;#]/);
  return end < 0 ? target : target.slice(0, end);
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
