import en from '../../i18n/en.json' with { type: 'json' };
import vi from '../../i18n/vi.json' with { type: 'json' };

/** The same words as on the screen, for the report of a file: by their key in the texts. */
export const texts = { vi: withKey(vi.problems), en: withKey(en.problems) };

function withKey(problems: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(problems).map(([key, text]) => [`problems.${key}`, text]));
}
