import type { Platform } from '#platform/server/platform.ts';
import { usageErrors } from '../../errors.ts';
import { openAgents } from '../collector/agent/agents.ts';
import type { CollectedSite } from '../collector/sites.ts';
import { openVisitors } from '../collector/visitor.ts';
import { openSiteRegistry } from '../sites/registry.ts';
import { trusting } from './judge-line.ts';

/** Nobody waits for an answer here: the detector may take its time, also to start. */
const AGENT_PATIENCE_MS = 60_000;

/** The collector's reading for one site, with parts of its own. @throws usage.site_not_found */
export async function openImportReader(platform: Platform, code: number) {
  const sites = await openSiteRegistry(platform);
  const agents = openAgents(platform.log, AGENT_PATIENCE_MS);
  const close = async (): Promise<void> => {
    await agents.stop();
    await sites.close();
  };
  const site = sites.find(code);
  if (site === undefined) {
    await close();
    throw usageErrors.fail('usage.site_not_found');
  }
  const parts = trusting({ sites, agents, visitors: openVisitors(platform.secrets.visitorKey, sites) });
  return { parts, site: site satisfies CollectedSite, close };
}
