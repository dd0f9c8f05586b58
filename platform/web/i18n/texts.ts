import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { TextLoaders, WebModule } from '../module.ts';
import { chosenLanguage, keepLanguage, type Language } from './language.ts';
import './resources.ts';

const PLATFORM: TextLoaders = { vi: () => import('./vi.json'), en: () => import('./en.json') };

/** Loads the chosen language of the platform and of all modules. */
export async function startTexts(modules: readonly WebModule[]): Promise<void> {
  const language = chosenLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    // A missing text shows its Vietnamese form; a test keeps both languages complete.
    fallbackLng: 'vi',
    defaultNS: 'platform',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await loadTexts(modules, language);
}

/** Changes the language of the screen at once and keeps the choice. */
export async function changeLanguage(modules: readonly WebModule[], language: Language): Promise<void> {
  await loadTexts(modules, language);
  keepLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function loadTexts(modules: readonly WebModule[], language: Language): Promise<void> {
  const loaders: [string, TextLoaders][] = [
    ['platform', PLATFORM],
    ...modules.map(({ name, texts }) => [name, texts] as [string, TextLoaders]),
  ];
  await Promise.all(
    loaders.map(async ([namespace, texts]) => {
      if (i18next.hasResourceBundle(language, namespace)) return;
      i18next.addResourceBundle(language, namespace, (await texts[language]()).default);
    }),
  );
}
