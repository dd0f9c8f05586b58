import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { getAgencyBrief } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { definePdf, renderPdf } from '#platform/server/pdf/render-pdf.ts';
import type { Cell } from '#platform/server/sheets/write-sheet.ts';
import { xlsxOf } from '#platform/server/sheets/write-xlsx.ts';
import type { FigureKey, Figures, ReportPeriod } from '../../contract.ts';
import { dayWord } from '../evaluation/words.ts';
import { getBoard } from '../reports/board.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { getFigures } from '../reports/figures.ts';
import { listPages } from '../reports/pages.ts';
import { getTotals } from '../reports/totals.ts';
import type { ReportMailRecord } from './report-mails.repo.ts';

export interface MadeReport {
  /** Whose use it tells. */
  subject: string;
  pdf: Uint8Array;
  xlsx: Buffer;
}

interface Paper {
  head: { agency: string; title: string; period: string; made: string };
  figures: { name: string; value: string; change: number | null }[];
  table: { title: string; heads: string[]; rows: string[][] };
}

const template = definePdf<Paper>(new URL('./report.typ', import.meta.url));

const SHOWN: Partial<Record<FigureKey, string>> = {
  visits: 'Lượt truy cập',
  visitors: 'Người truy cập (cộng từng ngày)',
  pageViews: 'Lượt xem trang',
  bounceRate: 'Tỷ lệ thoát',
  averageVisitSeconds: 'Thời gian mỗi lượt (giây)',
};
const ROWS_MOST = 500;

/** The report of a site or an agency over a period, as a paper and as a sheet. Both tell the same. */
export async function makeReport(ctx: Context, report: ReportMailRecord, period: ReportPeriod): Promise<MadeReport> {
  const { subject, figures, table, sheet } =
    report.siteCode === null
      ? await ofAgency(ctx, report.agencyId, period)
      : await ofSite(ctx, report.siteCode, period);
  const madeAt = ctx.platform.now();
  const { name: agency } = await getAgencyBrief(ctx.platform, report.agencyId);
  const paper: Paper = {
    head: {
      agency,
      title: report.siteCode === null ? 'Báo cáo sử dụng cổng, trang thông tin điện tử' : `Báo cáo sử dụng: ${subject}`,
      period: `Từ ${dayWord(period.from)} đến ${dayWord(period.to)}, so với kỳ liền trước cùng độ dài`,
      made: `Nhịp Cầu · lập lúc ${moment.format(madeAt)}`,
    },
    figures: (Object.keys(SHOWN) as FigureKey[]).map((key) => ({
      name: SHOWN[key] ?? '',
      value: valueOf(figures, key),
      change: figures[key].change,
    })),
    table,
  };
  const { bytes } = await renderPdf(template, paper, { madeAt });
  return { subject, pdf: bytes, xlsx: await buffer(Readable.from(xlsxOf(rowsOf(sheet)))) };
}

async function ofAgency(ctx: Context, agencyId: string, period: ReportPeriod) {
  const filter = { agencyId, below: true, ...period };
  const { figures } = await getTotals(ctx, { ...filter, compare: true });
  const { rows } = await getBoard(ctx, { ...filter, sort: 'rank', limit: ROWS_MOST });
  const { name: subject } = await getAgencyBrief(ctx.platform, agencyId);
  const heads = ['Hạng', 'Trang', 'Cơ quan chủ quản', 'Lượt truy cập', 'Thay đổi', 'Lượt xem trang'];
  const cells = rows.map((row): Cell[] => [
    row.rank,
    row.site.name,
    row.owner.name,
    row.visits,
    inPercent(row.change),
    row.pageViews,
  ]);
  return { subject, figures, table: { title: 'Theo trang', heads, rows: cells.map(texts) }, sheet: [heads, ...cells] };
}

async function ofSite(ctx: Context, code: number, period: ReportPeriod) {
  const { site, figures } = await getFigures(ctx, code, { ...period, compare: true });
  const { rows } = await listPages(ctx, code, { ...period, limit: ROWS_MOST });
  const heads = ['Trang', 'Tiêu đề', 'Lượt xem', 'Người', 'Vào từ đây', 'Ra từ đây'];
  const cells = rows.map((row): Cell[] => [row.path, row.title, row.views, row.visitors, row.entries, row.exits]);
  const shown = cells.slice(0, 50).map(texts);
  return {
    subject: site.name,
    figures,
    table: { title: 'Trang được xem nhiều', heads, rows: shown },
    sheet: [heads, ...cells],
  };
}

async function* rowsOf(rows: readonly (readonly Cell[])[]) {
  yield* rows;
}

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: BOARD_ZONE,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function texts(cells: readonly Cell[]): string[] {
  return cells.map((cell) => (cell === null ? '–' : typeof cell === 'number' ? number.format(cell) : cell));
}

function valueOf(figures: Figures, key: FigureKey): string {
  const { value, unit } = figures[key];
  if (value === null) return '–';
  return unit === 'ratio'
    ? `${number.format(value * 100)} %`
    : number.format(unit === 'seconds' ? Math.round(value) : value);
}

/** Percent with one place. */
function inPercent(ratio: number | null): string | null {
  if (ratio === null) return null;
  return `${ratio < 0 ? '−' : '+'}${number.format(Math.abs(ratio) * 100)} %`;
}
