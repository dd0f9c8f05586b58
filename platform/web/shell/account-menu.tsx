import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/language.ts';
import { changeLanguage } from '../i18n/texts.ts';
import type { WebModule } from '../module.ts';
import { type SessionPort, useSession } from '../session.ts';
import styles from './shell.module.css';

const SCHEMES: MantineColorScheme[] = ['light', 'dark', 'auto'];
/** Each language is named in itself. */
const LANGUAGE_NAMES: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };

/** Who I am here; language, light and dark, the way out. */
export function AccountMenu({ modules, session }: { modules: readonly WebModule[]; session: SessionPort }) {
  const { t, i18n } = useTranslation();
  const { person } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    await session.end();
    location.assign('/sign-in');
  };
  const choice = (chosen: boolean) => ({
    role: 'menuitemradio' as const,
    'aria-checked': chosen,
    rightSection: chosen ? <IconCheck size={16} aria-hidden /> : null,
  });
  return (
    <Menu position="bottom-end" width={250} shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles.account}>
          <span className="visually-hidden">{t('shell.account', { name: person.name })}</span>
          <span className={styles.initial} aria-hidden>
            {initialOf(person.name)}
          </span>
          <span className={styles.person} aria-hidden>
            {person.name}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name}
          <br />
          {person.unitName ?? person.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {(Object.keys(LANGUAGE_NAMES) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            {...choice(i18n.language === language)}
            onClick={() => void changeLanguage(modules, language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item key={scheme} {...choice(colorScheme === scheme)} onClick={() => setColorScheme(scheme)}>
            {t(`shell.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/api-docs" closeMenuOnClick>
          {t('shell.apiDocs')}
        </Menu.Item>
        <Menu.Item component={Link} to="/kit" closeMenuOnClick>
          {t('shell.kit')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** In Vietnamese the given name comes last. */
function initialOf(name: string): string {
  return name.trim().split(/\s+/).at(-1)?.[0]?.toUpperCase() ?? '';
}
