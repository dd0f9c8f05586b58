import type { BoardSnapshot } from '../../contract.ts';

/*
 * The public board as one page of HTML: no script, no font, no picture from elsewhere, so that it opens at once on a slow
 * line and can stand in a frame of any site. Everything from the outside goes through `html`.
 */

const number = new Intl.NumberFormat('vi-VN');
const moment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export function boardPage(board: BoardSnapshot): string {
  const { title, agency, period, smallest, visits, pageViews, change, receiving, sites } = board;
  const told = (count: number | null) => (count === null ? `dưới ${number.format(smallest)}` : number.format(count));
  return page(
    title,
    `<header><p class="quiet">${html(agency)}</p><h1>${html(title)}</h1>
<p class="quiet">Từ ${day(period.from)} đến ${day(period.to)}</p></header>
<dl class="figures">
<div><dt>Lượt truy cập</dt><dd>${told(visits)}</dd>${change === null ? '' : `<dd class="quiet">${changed(change)} so với kỳ trước</dd>`}</div>
<div><dt>Lượt xem trang</dt><dd>${told(pageViews)}</dd></div>
<div><dt>Trang đang gửi số liệu</dt><dd>${number.format(receiving)}<span class="quiet">/${number.format(sites)}</span></dd></div>
</dl>
<section><h2>Lượt truy cập từng ngày</h2>
${bars(board)}
<details><summary>Xem bằng bảng</summary><table><thead><tr><th scope="col">Ngày</th><th scope="col" class="n">Lượt</th></tr></thead><tbody>
${board.days.map(({ at, visits: count }) => `<tr><td>${day(at)}</td><td class="n">${told(count)}</td></tr>`).join('\n')}
</tbody></table></details></section>
<section><h2>Trang được dùng nhiều</h2>
<table><thead><tr><th scope="col">Trang</th><th scope="col" class="n">Lượt truy cập</th></tr></thead><tbody>
${board.top.map(({ name, host, visits: count }) => `<tr><td>${html(name)}${host === null ? '' : `<span class="quiet host">${html(host)}</span>`}</td><td class="n">${told(count)}</td></tr>`).join('\n')}
</tbody></table></section>
<footer class="quiet"><p>Số liệu đo tự động, tính lúc ${moment.format(new Date(board.builtAt))}, mười phút một lần. Không dùng cookie, không lưu địa chỉ mạng, không theo dõi ai qua ngày. Số dưới ${number.format(smallest)} không nêu rõ.</p></footer>`,
  );
}

export function waitingPage(): string {
  return page('Bảng số liệu', '<h1>Bảng số liệu đang được chuẩn bị</h1><p>Xin mở lại sau ít phút.</p>');
}

export function gonePage(): string {
  return page(
    'Không có bảng này',
    '<h1>Không có bảng số liệu ở địa chỉ này</h1><p>Có thể cơ quan đã thôi công bố.</p>',
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${html(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>
`;
}

/** A bar a day; its words are in the table below. */
function bars({ days, smallest }: BoardSnapshot): string {
  const most = Math.max(1, ...days.map(({ visits }) => visits ?? 0));
  const width = 600;
  const height = 120;
  const step = width / Math.max(1, days.length);
  const drawn = days.map(({ at, visits }, index) => {
    const tall = Math.max(visits === 0 ? 0 : 2, ((visits ?? smallest) / most) * height);
    return `<rect x="${(index * step + 1).toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${Math.max(1, step - 2).toFixed(1)}" height="${tall.toFixed(1)}"${visits === null ? ' class="small"' : ''}><title>${day(at)}</title></rect>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="Cột lượt truy cập từng ngày; ngày cao nhất ${number.format(most)} lượt">${drawn.join('')}</svg>`;
}

/** `2026-11-05` → `05/11/2026` */
const day = (text: string) => text.split('-').toReversed().join('/');

function changed(ratio: number): string {
  const percent = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(
    Math.abs(ratio) * 100,
  );
  return `${ratio < 0 ? 'giảm' : 'tăng'} ${percent} %`;
}

function html(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--text:#22211f;--quiet:#5c5a55;--line:#dedad3;--bar:#0b6a71}
@media(prefers-color-scheme:dark){:root{--bg:#191a1a;--text:#ecebe8;--quiet:#b3afa7;--line:#3b3a38;--bar:#4db6bd}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1.25rem 1rem 2rem}
h1{margin:.1rem 0;font-size:1.5rem;line-height:1.25;text-wrap:balance}
h2{margin:1.75rem 0 .5rem;font-size:1.05rem}
p{margin:.25rem 0}
.quiet{color:var(--quiet);font-size:.875rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:1.25rem 0 0}
.figures div{padding:.75rem .9rem;border:1px solid var(--line);border-radius:10px}
dt{color:var(--quiet);font-size:.875rem}
dd{margin:0;font-size:1.75rem;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
dd.quiet,dd .quiet{font-size:.875rem;font-weight:400}
svg{display:block;width:100%;height:120px;border-bottom:1px solid var(--line)}
rect{fill:var(--bar)}rect.small{opacity:.45}
details{margin-top:.5rem}summary{cursor:pointer;color:var(--quiet);font-size:.875rem;padding:.25rem 0}
table{width:100%;border-collapse:collapse}
th{text-align:left;font-size:.8125rem;color:var(--quiet);font-weight:600}
th,td{padding:.45rem .25rem;border-bottom:1px solid var(--line);vertical-align:top}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.host{display:block;overflow-wrap:anywhere}
footer{margin-top:1.75rem}`;
