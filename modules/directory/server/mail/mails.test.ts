import { expect, test } from 'vitest';
import { invitationMail, noticeMail, resetMail } from './mails.ts';

const until = new Date('2026-12-02T02:30:00Z');
const given = { name: 'Nguyễn Thị Ánh', node: 'Tỉnh Khánh Hòa', agency: 'Sở Nội vụ', email: 'a@x.example', until };
const link = 'https://nhipcau.example/invitation#abc';

test.each(['vi', 'en'] as const)(
  'mails in %s leave no brace open, name the day here, and end with the node',
  (language) => {
    const mails = [
      invitationMail(language, { ...given, link }),
      resetMail(language, { ...given, link }),
      noticeMail(language, { ...given, notice: 'totpOn', at: until }),
    ];
    for (const { subject, body } of mails) {
      expect(`${subject}${body.text}${body.html}`).not.toMatch(/[{}]/);
      expect(body.text).toContain('02/12/2026 09:30');
      expect(body.text).toMatch(/Tỉnh Khánh Hòa\nNhịp Cầu\n$/);
    }
    expect(mails[0]?.body.link).toBe(link);
    expect(mails[2]?.body.link).toBeNull();
  },
);
