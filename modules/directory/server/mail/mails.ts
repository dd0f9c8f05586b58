import { type MailBody, mailBody } from '#platform/server/mail/mail-body.ts';
import { MAIL_TEXTS, type Notice } from './texts.ts';

export type { Notice } from './texts.ts';

type Language = 'vi' | 'en';

interface Mail {
  subject: string;
  body: MailBody;
}

export function invitationMail(
  language: Language,
  given: { name: string; node: string; agency: string; link: string; until: Date },
): Mail {
  const texts = MAIL_TEXTS[language].invitation;
  return compose(language, given, texts.subject, [texts.lead], [texts.life, texts.unasked], {
    label: texts.action,
    link: given.link,
  });
}

export function resetMail(
  language: Language,
  given: { name: string; email: string; node: string; link: string; until: Date },
): Mail {
  const texts = MAIL_TEXTS[language].reset;
  return compose(language, given, texts.subject, [texts.lead], [texts.life, texts.unasked], {
    label: texts.action,
    link: given.link,
  });
}

export function noticeMail(language: Language, given: { name: string; node: string; notice: Notice; at: Date }): Mail {
  const { subject, lead, unasked } = MAIL_TEXTS[language].notice;
  return compose(language, given, subject, [lead[given.notice]], [unasked]);
}

function compose(
  language: Language,
  given: { name: string; node: string } & Record<string, string | Date>,
  subject: string,
  paragraphs: readonly string[],
  after: readonly string[],
  action?: { label: string; link: string },
): Mail {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = given[name] ?? '';
      return value instanceof Date ? instantText(value) : value;
    });
  const body = mailBody({
    language,
    greeting: fill(MAIL_TEXTS[language].greeting),
    paragraphs: paragraphs.map(fill),
    ...(action && { action }),
    after: after.map(fill),
    from: given.node,
  });
  return { subject: fill(subject), body };
}

/** `30/11/2021 14:00`, as clocks in Vietnam show it, whatever zone the machine is in. */
function instantText(at: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(at).replace(',', '');
}
