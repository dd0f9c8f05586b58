import { guardedWrites } from './rules/guarded-writes.ts';
import { layers } from './rules/layers.ts';
import { reasonedExceptions } from './rules/reasoned-exceptions.ts';
import { settingsOnlyInConfig } from './rules/settings-only-in-config.ts';
import { sqlOnlyInRepos } from './rules/sql-only-in-repos.ts';
import { textsInI18n } from './rules/texts-in-i18n.ts';

/** The house rules that no ready-made rule knows; see docs/adr. Run by oxlint, each proven by a test beside it. */
export default {
  meta: { name: 'nhipcau' },
  rules: {
    'guarded-writes': guardedWrites,
    layers,
    'reasoned-exceptions': reasonedExceptions,
    'settings-only-in-config': settingsOnlyInConfig,
    'sql-only-in-repos': sqlOnlyInRepos,
    'texts-in-i18n': textsInI18n,
  },
};
