import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { transact } from '#platform/server/database/transact.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { UsageTables } from '../tables.ts';
import { lockReportMail, updateReportMail } from './report-mails.repo.ts';
import { readStop } from './stop-token.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * The page behind the last line of a report's mail. Opening it changes nothing, because post offices open links to look at
 * them; the button does, and so does the one click of mail programs (RFC 8058).
 */
export function addStopPage(app: FastifyInstance, platform: Platform): void {
  void app.register(async (forms) => {
    // What a form or a mail program sends says nothing that the address does not.
    forms.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: 4_096 },
      (_request, _body, done) => done(null, null),
    );
    forms.get('/report-stop/*', { schema: { hide: true } as object }, async (request, reply) => {
      const stop = readStop(platform, tokenOf(request));
      return await show(reply, stop === null ? GONE : ASK);
    });
    forms.post('/report-stop/*', { schema: { hide: true } as object }, async (request, reply) => {
      const stop = readStop(platform, tokenOf(request));
      if (stop === null) return await show(reply, GONE);
      await stopFor(platform, request.id, stop);
      return await show(reply, DONE);
    });
  });
}

async function stopFor(platform: Platform, requestId: string, { id, to }: { id: string; to: string }): Promise<void> {
  const ctx = { platform, requestId, locale: 'vi' as const, actor: { kind: 'anonymous' as const } };
  // oxlint-disable-next-line nhipcau/guarded-writes -- who holds the sealed address is the recipient
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = await lockReportMail(trx, id);
    const after = before && { ...before, recipients: before.recipients.filter((one) => one !== to) };
    if (after) await updateReportMail(trx, after);
    tx.audit({
      action: 'usage.report_mail.unsubscribe',
      subject: { type: 'usage.report_mail', id },
      unitId: before?.agencyId ?? null,
      before: { recipients: before?.recipients ?? null },
      after: { recipients: after?.recipients ?? null, to },
    });
  });
}

/** Longer than the router lets a named part be. */
const tokenOf = (request: FastifyRequest) => (request.params as { '*': string })['*'];

async function show(reply: FastifyReply, [title, body]: readonly [string, string]): Promise<FastifyReply> {
  return await reply
    .header('Content-Security-Policy', POLICY)
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`,
    );
}

const ASK = [
  'Thôi nhận báo cáo này?',
  '<p>Từ kỳ sau, báo cáo không gửi đến địa chỉ thư này nữa.</p><form method="post"><button>Thôi nhận</button></form>',
] as const;
const DONE = ['Đã thôi gửi', '<p>Báo cáo này không gửi đến địa chỉ thư của ông/bà nữa.</p>'] as const;
const GONE = ['Địa chỉ này không dùng được', '<p>Xin mở lại đúng địa chỉ ở cuối thư báo cáo.</p>'] as const;

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,Arial,sans-serif}main{max-width:34rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.4rem}button{padding:.75rem 1.25rem;border:0;border-radius:8px;background:#0b6a71;color:#fff;font:inherit;font-weight:600;cursor:pointer}';
