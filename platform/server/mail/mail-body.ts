/** Purpose under which bodies of mails are sealed in the outbox. */
export const MAIL_SEAL = 'mail';

/** What a mail says, both ways. No picture, no style from elsewhere, nothing that tells who has read it. */
export interface MailBody {
  text: string;
  html: string;
  /** The one address that the mail leads to, if any. */
  link: string | null;
  /** Files that go along; their content in base64. */
  attachments?: { name: string; type: string; content: string }[];
  /** Where mail programs stop more of the kind with one click. @see RFC 8058 */
  stop?: string;
}

export interface MailParts {
  language: 'vi' | 'en';
  greeting: string;
  paragraphs: readonly string[];
  action?: { label: string; link: string };
  /** Under the action: how long it holds, what to do when it was not asked for. */
  after: readonly string[];
  /** Who sends: the node's name. */
  from: string;
}

/** Puts the parts into a mail that reads well in any program, also one that shows text only. */
export function mailBody({ language, greeting, paragraphs, action, after, from }: MailParts): MailBody {
  const before = [greeting, ...paragraphs];
  const text = [...before, ...(action ? [`${action.label}:\n${action.link}`] : []), ...after, `${from}\nNhịp Cầu`];
  const html = [
    ...before.map((line) => paragraph(line)),
    ...(action ? [button(action), paragraph(action.link, 'font-size:13px;word-break:break-all;color:#5c5a55')] : []),
    ...after.map((line) => paragraph(line)),
    paragraph(`${from} · Nhịp Cầu`, 'font-size:13px;color:#5c5a55'),
  ];
  return {
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body style="margin:0;background:#ffffff"><div style="max-width:36em;margin:0 auto;padding:24px;font:16px/1.55 Arial,sans-serif;color:#22211f">${html.join('')}</div></body></html>`,
    link: action?.link ?? null,
  };
}

function paragraph(text: string, style = ''): string {
  return `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`;
}

function button({ label, link }: { label: string; link: string }): string {
  const style =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6a71;color:#ffffff;text-decoration:none;font-weight:bold';
  return `<p style="margin:24px 0 16px"><a href="${escaped(link)}" style="${style}">${escaped(label)}</a></p>`;
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}
