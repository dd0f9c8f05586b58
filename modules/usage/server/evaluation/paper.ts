import { getAgencyBrief } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { definePdf, renderPdf } from '#platform/server/pdf/render-pdf.ts';
import type { Evaluation, MissingSite } from '../../contract.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { type EvaluationInput, evaluate } from './evaluate.ts';
import { evaluationOf } from './get-evaluation.ts';
import { ROWS_MOST } from './sheet.ts';
import { dayWord, periodName } from './words.ts';

interface Paper {
  head: { agency: string; title: string; period: string; made: string };
  evaluation: Evaluation;
  missing: MissingSite[];
  /** Days of the period and of the one before, for the notes. */
  previous: string;
  definitionDays: string[];
}

const template = definePdf<Paper>(new URL('./evaluation.typ', import.meta.url));

/** The evaluation as a report to be printed, in Vietnamese as all papers are. @throws usage.period_invalid */
export async function evaluationPaper(
  ctx: Context,
  input: EvaluationInput,
): Promise<{ name: string; bytes: Uint8Array }> {
  requirePermission(ctx, 'usage.report.read');
  const evaluated = await evaluate(ctx, input);
  const { period, previousPeriod, sites } = evaluated;
  const evaluation = evaluationOf(evaluated, 'vi', { by: 'continuous', limit: ROWS_MOST });
  const madeAt = ctx.platform.now();
  const name = periodName(period);
  const paper: Paper = {
    head: {
      agency: await headOf(ctx, input.agencyId),
      title: 'Đánh giá mức độ kết nối và sử dụng các cổng, trang thông tin, dịch vụ công trực tuyến',
      period: `${name} (từ ${dayWord(period.from)} đến ${dayWord(period.to)}${period.ended ? '' : ', kỳ chưa hết: số liệu đến hết hôm qua'})`,
      made: `Nhịp Cầu · lập lúc ${madeTime.format(madeAt)} · số liệu hỏi từ bản ghi gốc, không nhập tay`,
    },
    evaluation,
    missing: sites.flatMap(({ site, owner, missing }): MissingSite[] =>
      missing === null
        ? []
        : [
            {
              site: { code: site.code, name: site.name },
              owner,
              ...missing,
              lastHitAt: site.lastHitAt === null ? null : madeTime.format(site.lastHitAt),
            },
          ],
    ),
    previous: `${periodName(previousPeriod)} (${dayWord(previousPeriod.from)} – ${dayWord(previousPeriod.to)})`,
    definitionDays: evaluation.definitions.map(({ validFrom }) => dayWord(validFrom)),
  };
  const { bytes } = await renderPdf(template, paper, { madeAt });
  return { name: `Đánh giá sử dụng ${period.key}`, bytes };
}

/** Whose evaluation it is: the agency asked for, else the one whose hat the caller wears. */
async function headOf({ platform, actor }: Context, agencyId: string | undefined): Promise<string> {
  const id = agencyId ?? (actor.kind === 'person' ? actor.unitId : null);
  return id === null ? 'Nhịp Cầu' : (await getAgencyBrief(platform, id)).name;
}

const madeTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: BOARD_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
