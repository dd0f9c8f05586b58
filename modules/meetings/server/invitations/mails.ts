import { findNode, type mailAddresses } from '#modules/directory/server/index.ts';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { mailBody } from '#platform/server/mail/mail-body.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import type { SessionRecord } from '../sessions/sessions.repo.ts';
import { whenWords } from './words.ts';

type Address = Awaited<ReturnType<typeof mailAddresses>>[number];

const TEXTS = {
  invitation: {
    subject: 'Giấy mời: {title}',
    lead: 'Trân trọng kính mời ông/bà dự {title}, {when}.',
  },
  reminder: {
    subject: 'Chưa trả lời giấy mời: {title}',
    lead: 'Ông/bà chưa trả lời giấy mời dự {title}, {when}.',
  },
} as const;

/** Writes one mail a person into the outbox; it says nothing any more once the session has ended. */
export async function mailPeople(
  ctx: Context,
  tx: Tx,
  what: keyof typeof TEXTS,
  session: SessionRecord,
  people: readonly Address[],
): Promise<void> {
  const node = await findNode(ctx.platform);
  const fill = (text: string) => text.replace('{title}', session.title).replace('{when}', whenWords(session));
  for (const { name, email } of people) {
    await writeMail(ctx, tx, {
      kind: `meetings.${what}`,
      to: email,
      subject: fill(TEXTS[what].subject),
      unitId: session.agencyId,
      expiresAt: session.endsAt,
      body: mailBody({
        language: 'vi',
        greeting: `Kính gửi ${name},`,
        paragraphs: [fill(TEXTS[what].lead)],
        action: {
          label: 'Xem giấy mời và trả lời',
          link: `${publicUrl(ctx.platform.config)}/meetings/${session.id}/invitation`,
        },
        after: ['Chương trình và tài liệu có trong phiên họp trên hệ thống.'],
        from: node?.name ?? 'Nhịp Cầu',
      }),
    });
  }
}
