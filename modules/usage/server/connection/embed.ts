import type { Context } from '#platform/server/context.ts';
import type { Embed } from '../../contract.ts';
import { requireSite } from '../sites/get-site.ts';
import { baseUrl } from './base-url.ts';

/** What to put into the pages of a site. @throws usage.site_not_found */
export async function getEmbed(ctx: Context, code: number): Promise<Embed> {
  await requireSite(ctx, code);
  return embedOf(baseUrl(ctx.platform.config), code);
}

/** The form is the one that public sites carry already: a queue, then the library, loaded beside the page. */
export function embedOf(base: string, code: number): Embed {
  const trackerUrl = `${base}/tracking`;
  const scriptUrl = `${base}/embed/gov-tracking.min.js`;
  return {
    code,
    trackerUrl,
    scriptUrl,
    snippet: `<!-- Begin Gov Tracking Code -->
<script>
  var _govaq = window._govaq = window._govaq || [];
  _govaq.push(['trackPageView']);
  _govaq.push(['enableLinkTracking']);
  (function () {
    _govaq.push(['setTrackerUrl', '${trackerUrl}']);
    _govaq.push(['setSiteId', '${code}']);
    var d = document, g = d.createElement('script'), s = d.getElementsByTagName('script')[0];
    g.async = true; g.defer = true; g.src = '${scriptUrl}'; s.parentNode.insertBefore(g, s);
  })();
</script>
<!-- End Gov Tracking Code -->`,
    matomoSnippet: `<script>
  var _paq = window._paq = window._paq || [];
  _paq.push(['disableCookies']);
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function () {
    var u = '${base}/';
    _paq.push(['setTrackerUrl', u + 'matomo.php']);
    _paq.push(['setSiteId', '${code}']);
    var d = document, g = d.createElement('script'), s = d.getElementsByTagName('script')[0];
    g.async = true; g.src = u + 'matomo.js'; s.parentNode.insertBefore(g, s);
  })();
</script>`,
    pixel: `<noscript><img src="${base}/matomo.php?idsite=${code}&amp;rec=1" alt="" style="border:0" referrerpolicy="no-referrer-when-downgrade"></noscript>`,
    serviceExample: `<script>
  // Trang chi tiết dịch vụ: đã xem
  window._govaq && _govaq.push(['trackDVC', '1.002755', '-1', '']);
  // Khi bấm nộp hồ sơ, ngay trước khi gửi
  window._govaq && _govaq.push(['trackDVC', '1.002755', '1', '']);
</script>`,
  };
}
