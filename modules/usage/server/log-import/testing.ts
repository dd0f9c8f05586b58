/** Lines of logs for tests and benches. */
export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
export const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

interface Given {
  address?: string;
  time?: string;
  request?: string;
  status?: number;
  referrer?: string;
  agent?: string;
}

export function combinedLine(given: Given = {}): string {
  const { referrer = '-', agent = CHROME } = given;
  return `${commonLine(given)} "${referrer}" "${agent}"`;
}

export function commonLine(given: Given = {}): string {
  const {
    address = '203.113.131.7',
    time = '24/Nov/2026:10:00:00 +0700',
    request = 'GET / HTTP/1.1',
    status = 200,
  } = given;
  return `${address} - - [${time}] "${request}" ${status} 5120`;
}
