/** Kinds of files that are downloaded rather than read in the browser; parts of a regular expression. */
export const DOWNLOADS =
  '7z|aac|apk|asc|avi|bin|bz2?|csv|deb|dmg|docm|docx?|dotx?|dwg|dxf|epub|exe|flac|flv|gif|gpkg|gz|ics|ipa|iso|jar|' +
  'jpe?g|json|kmz?|m4[av]|md5|mkv|mobi|mov|mp[234]|mpe?g|msi|od[bfgpst]|og[agv]|opus|p7[bms]|pdf|png|pp[st]x?|pptm|psd|rar|rpm|' +
  'rtf|sha\\d*|shp|sig|svg|t?gz|tar|tbz2?|tiff?|torrent|txt|vcf|wav|web[mp]|wm[av]|xl[st]x?|xls[bm]|xml|xsd|xz|zip|zst';

export interface Link {
  /** Absolute. */
  href: string;
  /** Value of its `class`. */
  classes: string;
  /** Has it the attribute `download`? */
  download: boolean;
}

export interface LinkRules {
  /** `khanhhoa.gov.vn`, `*.khanhhoa.gov.vn`: hosts of the site itself. */
  domains: readonly string[];
  trackerUrl: string;
  downloads: string;
}

/** What a click on a link is, as a parameter of the protocol; undefined for a step within the site. */
export function kindOfLink({ href, classes, download }: Link, rules: LinkRules): 'link' | 'download' | undefined {
  const marked = (what: string) => new RegExp(`(^|\\s)(matomo|piwik)_${what}(\\s|$)`).test(classes);
  const { protocol, hostname } = new URL(href);
  if (!/^(https?|ftp):$/.test(protocol) || marked('ignore')) return undefined;
  if (rules.trackerUrl && href.startsWith(rules.trackerUrl)) return undefined;
  if (download || marked('download') || new RegExp(`\\.(${rules.downloads})([?&#]|$)`, 'i').test(href))
    return 'download';
  return marked('link') || !rules.domains.some((domain) => covers(domain, hostname)) ? 'link' : undefined;
}

function covers(domain: string, host: string): boolean {
  // Some write the whole address of the site.
  const name = domain.toLowerCase().replace(/^\w+:\/\/|[:/].*$/g, '');
  const bare = name.replace(/^(\*?\.|www\.)/, '');
  return host.replace(/^www\./, '') === bare || (/^\*?\./.test(name) && host.endsWith(`.${bare}`));
}
