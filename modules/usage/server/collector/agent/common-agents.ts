/** What an agent runs on, in the words of the device detector (`smartphone`, `Chrome Mobile`, `Android`). */
export interface Device {
  device: string;
  browser: string;
  system: string;
}

const ENGINE = String.raw`AppleWebKit\/537\.36 \(KHTML, like Gecko\)`;

const DESKTOP_CHROMIUM = new RegExp(
  String.raw`^Mozilla\/5\.0 \((?:(Windows NT \d[\d.]*)(?:; (?:Win64; x64|WOW64))?|(Macintosh); Intel Mac OS X [\d_]+|(X11); Linux x86_64)\) ` +
    String.raw`${ENGINE} (coc_coc_browser\/[\d.]+ )?Chrome\/[\d.]+ Safari\/537\.36(?: (Edg|OPR)\/[\d.]+)?$`,
);

const DESKTOP_FIREFOX =
  /^Mozilla\/5\.0 \((?:(Windows NT \d[\d.]*); Win64; x64|(Macintosh); Intel Mac OS X [\d.]+|(X11); (?:Ubuntu; )?Linux x86_64); rv:[\d.]+\) Gecko\/20100101 Firefox\/[\d.]+$/;

const MAC_SAFARI =
  /^Mozilla\/5\.0 \(Macintosh; Intel Mac OS X [\d_]+\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) Version\/[\d.]+ Safari\/[\d.]+$/;

const ANDROID = new RegExp(
  String.raw`^Mozilla\/5\.0 \(Linux; Android \d+(?:\.\d+)*; (K|SM-[A-Z]\d{3}[A-Z0-9]*|SAMSUNG SM-[A-Z]\d{3}[A-Z0-9]*|CPH\d{4}|V\d{4}|RMX\d{4}|Pixel \d\w*(?: \w+)?|\d{4,8}[A-Z]{1,4}\d*[A-Z]?|M2\d{3}[A-Z0-9]+)( Build\/[\w.-]+)?(; wv)?\) ` +
    String.raw`${ENGINE} (Version\/4\.0 )?(SamsungBrowser\/[\d.]+ )?Chrome\/[\d.]+ Mobile Safari\/537\.36(?: (EdgA|OPR)\/[\d.]+)?( Zalo android\/\d+ ZaloTheme\/\w+ ZaloLanguage\/\w+)?$`,
);

const ANDROID_TABLET = new RegExp(
  String.raw`^Mozilla\/5\.0 \(Linux; Android \d+(?:\.\d+)*; (?:K|SM-[TX]\d{3}[A-Z0-9]*)\) ${ENGINE} Chrome\/[\d.]+ Safari\/537\.36$`,
);

const IOS =
  /^Mozilla\/5\.0 \((iPhone|iPad); CPU (?:iPhone )?OS [\d_]+ like Mac OS X\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) (Version|CriOS|EdgiOS|FxiOS)\/[\d.]+ Mobile\/\w+ Safari\/[\d.]+$/;

const IOS_BROWSERS: Record<string, string> = {
  Version: 'Mobile Safari',
  CriOS: 'Chrome Mobile iOS',
  EdgiOS: 'Microsoft Edge',
  FxiOS: 'Firefox Mobile iOS',
};

/**
 * The few shapes that nearly all visitors have, recognised whole: anything unusual in an agent goes to the detector,
 * which is a thousand times slower. A test holds both to the same answers.
 */
export function commonDevice(userAgent: string): Device | undefined {
  let match = DESKTOP_CHROMIUM.exec(userAgent);
  if (match !== null) {
    const browser = match[4]
      ? 'Coc Coc'
      : match[5] === 'Edg'
        ? 'Microsoft Edge'
        : match[5] === 'OPR'
          ? 'Opera'
          : 'Chrome';
    return { device: 'desktop', browser, system: desktopSystem(match) };
  }
  match = ANDROID.exec(userAgent);
  if (match !== null) {
    const [, , , view, version, samsung, other, zalo] = match;
    if (zalo) return { device: 'smartphone', browser: 'Zalo', system: 'Android' };
    if (view || version) return undefined;
    const browser = samsung
      ? 'Samsung Browser'
      : other === 'EdgA'
        ? 'Microsoft Edge'
        : other
          ? 'Opera Mobile'
          : 'Chrome Mobile';
    return { device: 'smartphone', browser, system: 'Android' };
  }
  match = IOS.exec(userAgent);
  if (match !== null) {
    const browser = IOS_BROWSERS[match[2] as string] as string;
    return { device: match[1] === 'iPad' ? 'tablet' : 'smartphone', browser, system: 'iOS' };
  }
  if (MAC_SAFARI.test(userAgent)) return { device: 'desktop', browser: 'Safari', system: 'Mac' };
  match = DESKTOP_FIREFOX.exec(userAgent);
  if (match !== null) return { device: 'desktop', browser: 'Firefox', system: desktopSystem(match) };
  if (ANDROID_TABLET.test(userAgent)) return { device: 'tablet', browser: 'Chrome', system: 'Android' };
  return undefined;
}

function desktopSystem(match: RegExpExecArray): string {
  return match[1] ? 'Windows' : match[2] ? 'Mac' : 'GNU/Linux';
}

/** Brands in client hints that tell no more than the agent itself. */
const PLAIN_BRAND = /^(?:Chromium|Google Chrome|Android WebView|.*Not.*Brand.*)$/i;

/** Do the client hints name a browser that the agent hides (Brave, Vivaldi …)? */
export function hintsNameAnother(hints: string, found: Device): boolean {
  for (const [, brand] of hints.matchAll(/"brand"\s*:\s*"([^"]*)"/g)) {
    if (!PLAIN_BRAND.test(brand as string) && brand !== found.browser) return true;
  }
  return false;
}

/** A guess for when the detector has no time: only what a word in the agent tells. */
export function roughDevice(userAgent: string): Device {
  const system = /Windows/.test(userAgent)
    ? 'Windows'
    : /iPhone|iPad/.test(userAgent)
      ? 'iOS'
      : /Android/.test(userAgent)
        ? 'Android'
        : /Macintosh/.test(userAgent)
          ? 'Mac'
          : /Linux|X11/.test(userAgent)
            ? 'GNU/Linux'
            : '';
  const device = /iPad|Tablet/.test(userAgent)
    ? 'tablet'
    : /Mobile/.test(userAgent)
      ? 'smartphone'
      : system === ''
        ? ''
        : 'desktop';
  return { device, browser: '', system };
}
