import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { mailBody } from '#platform/server/mail/mail-body.ts';
import { writeMail } from '#platform/server/mail/write-mail.ts';
import type { ReportPeriod } from '../../contract.ts';
import { dayIn } from '../days.ts';
import { dayWord } from '../evaluation/words.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import type { UsageTables } from '../tables.ts';
import { type MadeReport, makeReport } from './make-report.ts';
import { dueReportMails, findReportMail, insertSent, lockReportMail, updateReportMail } from './report-mails.repo.ts';
import { nextDay, periodOn } from './schedule.ts';
import { stopAddress } from './stop-token.ts';

/** Reports of one morning; the next round takes the rest. */
const ROUND = 1_000;
/** A report that could not be sent for so long is old news. */
const LIFE_MS = 7 * 24 * 3_600_000;

/** One report of one period; sent by hand or because it is due. */
export const sendReportMailJob = defineJob({
  name: 'usage.send_report_mail',
  input: z.object({ id: z.uuid(), due: z.boolean() }),
  async run(ctx, { id, due }) {
    const report = await findReportMail(ctx.platform.db as Kysely<UsageTables>, id);
    const now = ctx.platform.now();
    const today = dayIn(now, BOARD_ZONE);
    // Somebody stopped it, or an earlier try has sent it.
    if (!report || (due && report.nextOn > today)) return;
    const period = periodOn(report.every, due ? report.nextOn : today);
    const made = await makeReport(ctx, report, period);
    // oxlint-disable-next-line nhipcau/guarded-writes -- a job: who set the report up held the right
    await transact(ctx, async (tx) => {
      const trx = tx.as<UsageTables>();
      const before = await lockReportMail(trx, id);
      if (!before || (due && before.nextOn > today)) return;
      const after = due ? { ...before, nextOn: nextDay(before.every, today) } : before;
      await updateReportMail(trx, after);
      for (const to of before.recipients)
        await writeReport(ctx, tx, { id, agencyId: before.agencyId, to, period, made });
      await insertSent(trx, { id: uuidv7(), reportId: id, at: now, period, recipients: before.recipients });
      tx.audit({
        action: 'usage.report_mail.send',
        subject: { type: 'usage.report_mail', id },
        unitId: before.agencyId,
        before: { nextOn: before.nextOn },
        after: { nextOn: after.nextOn, period, recipients: before.recipients },
      });
    });
  },
});

/** Every morning: what is due goes out, each on its own, so that one that fails holds up no other. */
export const planReportMailsJob = defineJob({
  name: 'usage.plan_report_mails',
  input: z.object({}),
  cron: '0 6 * * *',
  async run({ platform }) {
    const db = platform.db as Kysely<UsageTables>;
    const due = await dueReportMails(db, dayIn(platform.now(), BOARD_ZONE), ROUND);
    // oxlint-disable-next-line nhipcau/guarded-writes -- only hands work on
    await db.transaction().execute(async (trx) => {
      for (const id of due) {
        await platform.jobs.enqueue(trx as never, sendReportMailJob, { id, due: true }, { singletonKey: id });
      }
    });
  },
});

interface Letter {
  id: string;
  agencyId: string;
  to: string;
  period: ReportPeriod;
  made: MadeReport;
}

async function writeReport(
  ctx: Context,
  tx: Parameters<typeof writeMail>[1],
  { id, agencyId, to, period, made }: Letter,
) {
  const days = `${dayWord(period.from)} – ${dayWord(period.to)}`;
  const stop = stopAddress(ctx.platform, { id, to });
  const name = `Báo cáo sử dụng ${period.from} ${period.to}`;
  await writeMail(ctx, tx, {
    kind: 'usage.report',
    to,
    subject: `Báo cáo sử dụng ${days}: ${made.subject}`,
    unitId: agencyId,
    expiresAt: new Date(ctx.platform.now().getTime() + LIFE_MS),
    body: {
      ...mailBody({
        language: 'vi',
        greeting: 'Kính gửi ông/bà,',
        paragraphs: [
          `Kèm thư này là báo cáo sử dụng của ${made.subject}, ${days}, dạng PDF để đọc và in, dạng XLSX để tính tiếp.`,
        ],
        action: { label: 'Xem trên hệ thống', link: new URL('/sites', publicUrl(ctx.platform.config)).href },
        after: [`Nếu không muốn nhận nữa, xin mở địa chỉ này và bấm một lần: ${stop}`],
        from: 'Hệ thống đo lường sử dụng',
      }),
      stop,
      attachments: [
        { name: `${name}.pdf`, type: 'application/pdf', content: Buffer.from(made.pdf).toString('base64') },
        {
          name: `${name}.xlsx`,
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          content: made.xlsx.toString('base64'),
        },
      ],
    },
  });
}
