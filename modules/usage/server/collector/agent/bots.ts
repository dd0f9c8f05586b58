import { createIsbotFromList, list } from 'isbot';

/** Why a hit is set apart as not a person's. Empty: a person. */
export type BotReason = '' | 'ai' | 'search_engine' | 'preview' | 'crawler';

const AI =
  /GPTBot|ChatGPT|OAI-SearchBot|ClaudeBot|Claude-(?:User|Web|SearchBot)|anthropic-ai|Perplexity|Google-Extended|GoogleOther|Gemini-Deep-Research|Google-NotebookLM|CCBot|Bytespider|Amazonbot|Applebot-Extended|meta-externala|meta-externalf|cohere-|Diffbot|DuckAssistBot|MistralAI|YouBot|AI2Bot|DeepSeek|Timpibot|PanguBot|ImagesiftBot/i;

const SEARCH_ENGINE =
  /Googlebot|Google-InspectionTool|AdsBot-Google|Mediapartners-Google|Storebot-Google|bingbot|adidxbot|coccocbot|YandexBot|Yandex(?:Images|Mobile)|Baiduspider|DuckDuckBot|Applebot|Slurp|PetalBot|SeznamBot|Sogou|Yeti\/|Qwantbot|MojeekBot/i;

const PREVIEW =
  /facebookexternalhit|Facebot|Twitterbot|LinkedInBot|TelegramBot|WhatsApp\/|ZaloBot|ZaloPC-preview|Slackbot|Discordbot|SkypeUriPreview|Viber|Pinterestbot|redditbot|TikTokSpider/i;

/**
 * Programs that send hits on purpose: a tracker on a server names its HTTP library, a test its headless browser. The
 * reference counts them too. Patterns of the general list that would set them apart are left out.
 */
const SENDERS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36',
  'node',
  'undici',
  'axios/1.7.7',
  'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'got (https://github.com/sindresorhus/got)',
  'curl/8.11.0',
  'Wget/1.24.5',
  'python-requests/2.32.3',
  'Python-urllib/3.12',
  'python-httpx/0.27.0',
  'Python/3.12 aiohttp/3.10.5',
  'Java/21.0.2',
  'Java-http-client/21.0.2',
  'Apache-HttpClient/4.5.14 (Java/17.0.9)',
  'okhttp/4.12.0',
  'Go-http-client/1.1',
  'PHP',
  'GuzzleHttp/7',
  'MatomoTracker/3.3',
  'matomo-java-tracker/3.4.0',
  'Ruby',
  'Dart/3.5 (dart:io)',
  'PostmanRuntime/7.42.0',
  'Dalvik/2.1.0 (Linux; U; Android 14; SM-A536E Build/UP1A.231005.007)',
];

const isCrawler = createIsbotFromList(
  list.filter((pattern) => {
    const expression = new RegExp(pattern, 'i');
    return !SENDERS.some((agent) => expression.test(agent));
  }),
);

/** Judges an agent. One without a name is a person's: trackers on servers often send none. */
export function botReason(userAgent: string): BotReason {
  if (userAgent === '') return '';
  if (AI.test(userAgent)) return 'ai';
  if (SEARCH_ENGINE.test(userAgent)) return 'search_engine';
  if (PREVIEW.test(userAgent) && !isBrowserInProgram(userAgent)) return 'preview';
  return isCrawler(userAgent) ? 'crawler' : '';
}

/** People read pages inside Viber and WhatsApp as well; only the fetchers of previews have no browser engine. */
function isBrowserInProgram(userAgent: string): boolean {
  return /AppleWebKit.*(?:Mobile|Chrome)\//.test(userAgent) && !/bot|externalhit|spider|preview/i.test(userAgent);
}
