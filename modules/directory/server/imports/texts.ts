import en from '../../i18n/en.json' with { type: 'json' };
import vi from '../../i18n/vi.json' with { type: 'json' };

/** The same words as on the screen, for the report of a file: by the whole code of a problem. */
export const texts = { vi: withCode(vi.problems), en: withCode(en.problems) };

function withCode(problems: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(problems).map(([key, text]) => [`directory.${key}`, text]));
}
