import type { ReferrerKind } from '../hit.ts';

/** Who stands behind a host. `{}` in a host is any country part (`com`, `vn`, `com.vn`). */
export interface Source {
  kind: ReferrerKind;
  name: string;
  hosts: readonly string[];
  /** Where an engine puts the words that were searched. */
  keywordParameters?: readonly string[];
}

const engine = (name: string, keywordParameters: readonly string[], ...hosts: string[]): Source => ({
  kind: 'search',
  name,
  hosts,
  keywordParameters,
});
const network = (name: string, ...hosts: string[]): Source => ({ kind: 'social', name, hosts });
const assistant = (name: string, ...hosts: string[]): Source => ({ kind: 'assistant', name, hosts });
const website = (name: string, ...hosts: string[]): Source => ({ kind: 'website', name, hosts });

/**
 * The sources that matter to a Vietnamese site, our own list. The longest host that fits wins, so that an assistant or
 * a mailbox below the domain of an engine is not taken for a search. Android programs name themselves as
 * `android-app://<package>`.
 */
export const SOURCES: readonly Source[] = [
  engine(
    'Google',
    ['q', 'query', 'as_q'],
    'google.{}',
    'images.google.{}',
    'news.google.{}',
    'cse.google.{}',
    'scholar.google.{}',
    'google',
    'googlesyndication.com',
    'com.google.android.googlequicksearchbox',
  ),
  engine('Cốc Cốc', ['query', 'q'], 'coccoc.com', 'com.coccoc.trinhduyet'),
  engine('Bing', ['q'], 'bing.com', 'cn.bing.com', 'edgeservices.bing.com', 'com.microsoft.bing'),
  engine('Yahoo!', ['p', 'q'], 'search.yahoo.com', 'yahoo.com', 'search.yahoo.co.jp', 'yahoo.{}'),
  engine('DuckDuckGo', ['q'], 'duckduckgo.com', 'html.duckduckgo.com', 'com.duckduckgo.mobile.android'),
  engine('Yandex', ['text'], 'yandex.{}', 'ya.ru'),
  engine('Baidu', ['wd', 'word', 'kw'], 'baidu.com', 'baidu.{}'),
  engine('Naver', ['query'], 'search.naver.com', 'naver.com'),
  engine('Daum', ['q'], 'search.daum.net'),
  engine('Ecosia', ['q'], 'ecosia.org'),
  engine('Brave', ['q'], 'search.brave.com'),
  engine('Startpage', ['query', 'q'], 'startpage.com'),
  engine('Qwant', ['q'], 'qwant.com', 'lite.qwant.com'),
  engine('Seznam', ['q'], 'search.seznam.cz'),
  engine('Sogou', ['query'], 'sogou.com'),
  engine('Petal', ['query'], 'petalsearch.com'),
  engine('Swisscows', ['query'], 'swisscows.com'),
  engine('Mojeek', ['q'], 'mojeek.com'),
  engine('Ask', ['q'], 'ask.com'),
  engine('AOL', ['q', 'query'], 'search.aol.com'),

  network('Zalo', 'zalo.me', 'zaloapp.com', 'zalo.vn', 'com.zing.zalo'),
  network('Facebook', 'facebook.com', 'fb.com', 'fb.me', 'fb.watch', 'com.facebook.katana', 'com.facebook.lite'),
  network('Messenger', 'messenger.com', 'm.me', 'com.facebook.orca'),
  network('TikTok', 'tiktok.com', 'com.ss.android.ugc.trill', 'com.zhiliaoapp.musically'),
  network('YouTube', 'youtube.com', 'youtu.be', 'com.google.android.youtube'),
  network('Instagram', 'instagram.com', 'com.instagram.android'),
  network('Threads', 'threads.net', 'threads.com'),
  network('X', 'x.com', 'twitter.com', 't.co', 'com.twitter.android'),
  network('LinkedIn', 'linkedin.com', 'lnkd.in', 'com.linkedin.android'),
  network('Telegram', 't.me', 'telegram.org', 'telegram.me', 'org.telegram.messenger'),
  network('Viber', 'viber.com', 'com.viber.voip'),
  network('WhatsApp', 'whatsapp.com', 'wa.me', 'com.whatsapp'),
  network('Lotus', 'lotus.vn'),
  network('Gapo', 'gapo.vn'),
  network('Zing Me', 'me.zing.vn'),
  network('Pinterest', 'pinterest.{}', 'pin.it'),
  network('Reddit', 'reddit.com', 'redd.it'),
  network('Quora', 'quora.com'),
  network('Tumblr', 'tumblr.com'),
  network('LINE', 'line.me'),
  network('WeChat', 'weixin.qq.com', 'wechat.com'),
  network('Weibo', 'weibo.com', 'weibo.cn'),
  network('VK', 'vk.com', 'vk.ru'),
  network('Discord', 'discord.com', 'discord.gg'),
  network('Snapchat', 'snapchat.com'),
  network('Bluesky', 'bsky.app'),
  network('Mastodon', 'mastodon.social'),
  network('Vimeo', 'vimeo.com'),

  assistant('ChatGPT', 'chatgpt.com', 'chat.openai.com', 'com.openai.chatgpt'),
  assistant('Gemini', 'gemini.google.com', 'bard.google.com'),
  assistant('NotebookLM', 'notebooklm.google.com'),
  assistant('Copilot', 'copilot.microsoft.com', 'copilot.cloud.microsoft', 'm365.cloud.microsoft'),
  assistant('Perplexity', 'perplexity.ai', 'ai.perplexity.app.android'),
  assistant('Claude', 'claude.ai'),
  assistant('DeepSeek', 'chat.deepseek.com', 'deepseek.com'),
  assistant('Grok', 'grok.com', 'x.ai'),
  assistant('Meta AI', 'meta.ai'),
  assistant('Mistral', 'chat.mistral.ai'),
  assistant('Kimi', 'kimi.com', 'kimi.moonshot.cn'),
  assistant('Doubao', 'doubao.com'),
  assistant('Qwen', 'chat.qwen.ai', 'qwen.ai'),
  assistant('Poe', 'poe.com'),
  assistant('You.com', 'you.com'),
  assistant('Phind', 'phind.com'),

  website('mail.google.com', 'mail.google.com', 'com.google.android.gm'),
  website('docs.google.com', 'docs.google.com', 'drive.google.com', 'sites.google.com', 'classroom.google.com'),
  website('mail.yahoo.com', 'mail.yahoo.com'),
];

/** Endings of hosts that belong to the state. */
export const GOVERNMENT_ENDINGS: readonly string[] = ['.gov.vn', '.chinhphu.vn', '.quochoi.vn'];
