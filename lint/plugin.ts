import { layers } from './rules/layers.ts';
import { settingsOnlyInConfig } from './rules/settings-only-in-config.ts';
import { sqlOnlyInRepos } from './rules/sql-only-in-repos.ts';

/** The house rules that no ready-made rule knows; see docs/adr. Run by oxlint, each proven by a test beside it. */
export default {
  meta: { name: 'nhipcau' },
  rules: { layers, 'settings-only-in-config': settingsOnlyInConfig, 'sql-only-in-repos': sqlOnlyInRepos },
};
