import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Finding {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

/**
 * What axe finds on the page as it stands, one line a finding. The window must have been opened with `bypassCSP`:
 * our policy lets no foreign script in. `rules`: only these.
 */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: AXE });
  const findings = await page.evaluate(
    async (only) => {
      const { axe } = globalThis as unknown as {
        axe: { run(what: Document, how: object): Promise<{ violations: Finding[] }> };
      };
      return (await axe.run(document, { runOnly: only })).violations;
    },
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS },
  );
  return findings.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  );
}
