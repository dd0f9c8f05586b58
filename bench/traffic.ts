/** Believable hits: Zipf pages of 200 sites, thousands of agents, mostly page views. From a fixed seed. */
export interface Traffic {
  /** The next request, as bytes that go on the wire. */
  next(): Buffer;
}

interface Hit {
  host: string;
  query: string;
}

/** A small generator of random numbers (mulberry32): the same seed gives the same traffic. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What addresses of pages are made of. */
export const WORDS = [
  'thu-tuc',
  'ho-tich',
  'dat-dai',
  'tin-tuc',
  'van-ban',
  'lien-he',
  'xay-dung',
  'ho-chieu',
  'y-te',
  'giao-duc',
  'thue',
  'lao-dong',
];
const TITLES = [
  'Thủ tục hành chính',
  'Đăng ký khai sinh',
  'Cấp phiếu lý lịch tư pháp',
  'Tin tức – sự kiện',
  'Văn bản chỉ đạo điều hành',
  'Trang chủ',
];
const REFERRERS = [
  '',
  '',
  '',
  'https://www.google.com/',
  'https://coccoc.com/search?query=khai%20sinh',
  'https://www.facebook.com/',
  'https://zalo.me/',
  'https://dichvucong.gov.vn/',
];
const SCREENS = ['1366x768', '1920x1080', '360x800', '390x844', '412x915'];

function agentOf(random: () => number): string {
  const chrome = `${115 + Math.floor(random() * 30)}.0.${Math.floor(random() * 6000)}.${Math.floor(random() * 200)}`;
  const engine = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const kind = random();
  if (kind < 0.35) return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${engine} Chrome/${chrome} Safari/537.36`;
  if (kind < 0.42)
    return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${engine} Chrome/${chrome} Safari/537.36 Edg/${chrome}`;
  if (kind < 0.5)
    return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${engine} coc_coc_browser/${chrome} Chrome/${chrome} Safari/537.36`;
  if (kind < 0.75) {
    const model = `SM-A${100 + Math.floor(random() * 800)}E`;
    return `Mozilla/5.0 (Linux; Android ${9 + Math.floor(random() * 6)}; ${model}) ${engine} Chrome/${chrome} Mobile Safari/537.36`;
  }
  if (kind < 0.8) {
    const model = `Redmi Note ${8 + Math.floor(random() * 5)} Build/UKQ1.${Math.floor(random() * 40)}`;
    return `Mozilla/5.0 (Linux; Android 13; ${model}; wv) ${engine} Version/4.0 Chrome/${chrome} Mobile Safari/537.36`;
  }
  if (kind < 0.97) {
    const version = `${15 + Math.floor(random() * 3)}_${Math.floor(random() * 7)}`;
    return `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version.replace('_', '.')} Mobile/15E148 Safari/604.1`;
  }
  return 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
}

/**
 * Requests as a browser's beacon sends them: POST, empty body, everything in the query. With `bulk` above 1: so many hits in
 * one body, as trackers on servers and importers send them.
 */
export function makeTraffic(seed: number, bulk = 1, requests = 20_000, agents = 5_000): Traffic {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  /** Rank by Zipf's law: the first is seen most. */
  const zipf = (size: number) => Math.min(size - 1, Math.floor(size ** random() - 1));
  const userAgents = Array.from({ length: agents }, () => agentOf(random));
  const made = Array.from({ length: requests }, makeHit);

  function makeHit(): Hit {
    const site = 1 + zipf(200);
    const host = `site${site}.khanhhoa.gov.vn`;
    const url = `https://${host}/${WORDS[zipf(WORDS.length)]}/${zipf(3_000)}${random() < 0.2 ? '?trang=2' : ''}`;
    const parameters: Record<string, string> = {
      action_name: pick(TITLES),
      idsite: String(site),
      rec: '1',
      r: String(Math.floor(random() * 1e6)),
      h: String(Math.floor(random() * 24)),
      m: '12',
      s: '33',
      url,
      urlref: pick(REFERRERS),
      _id: '',
      _idn: '1',
      send_image: '0',
      _refts: '0',
      pdf: '1',
      qt: '0',
      realp: '0',
      wma: '0',
      fla: '0',
      java: '0',
      ag: '0',
      cookie: '1',
      res: pick(SCREENS),
      pv_id: Math.floor(random() * 1e9)
        .toString(36)
        .slice(0, 6),
      pf_net: '3',
      pf_srv: '84',
      pf_tfr: '12',
      pf_dm1: String(Math.floor(random() * 900)),
    };
    if (random() < 0.08) Object.assign(parameters, { e_c: 'Biểu mẫu', e_a: 'Tải', e_n: pick(TITLES), ca: '1' });
    return { host, query: `?${new URLSearchParams(parameters)}` };
  }

  const request = ({ host, query }: Hit, body: string) =>
    Buffer.from(
      `POST /matomo.php${query} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${pick(userAgents)}\r\n` +
        'Accept: */*\r\nAccept-Language: vi-VN,vi;q=0.9,en;q=0.8\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n' +
        `Origin: https://${host}\r\nReferer: https://${host}/\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: keep-alive\r\n\r\n${body}`,
    );
  const sent: Buffer[] = [];
  for (let from = 0; from < made.length; from += bulk) {
    const first = made[from] as Hit;
    if (bulk === 1) sent.push(request(first, ''));
    else {
      const entries = made.slice(from, from + bulk).map(({ query }) => query);
      sent.push(request({ host: first.host, query: '' }, JSON.stringify({ requests: entries, send_image: 0 })));
    }
  }
  let turn = 0;
  return { next: () => sent[turn++ % sent.length] as Buffer };
}
