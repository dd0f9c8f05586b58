/** Vietnamese first; the choice is kept in this browser. */
export type Language = 'vi' | 'en';

export const LANGUAGES: readonly Language[] = ['vi', 'en'];
const KEY = 'nhipcau.language';

export function chosenLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
