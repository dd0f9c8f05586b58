import { type MantineColorScheme, Popover, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DENSITIES, type Density, useDensity } from '../density.ts';
import { LANGUAGES, type Language } from '../i18n/language.ts';
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
  const { person, hats } = useSession();
  const [density, setDensity] = useDensity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const wear = async (id: string) => {
    const hat = hats.find((one) => one.id === id);
    if (!hat || hat.on) return;
    await session.wear(hat);
    // Rights and all that hangs on them are others now.
    location.reload();
  };
  const signOut = async () => {
    await session.end();
    location.assign('/sign-in');
  };
  return (
    <Popover position="bottom-end" width={270} shadow="md" trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
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
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.account', { name: person.name })}>
        <p className={styles.who}>
          <strong>{person.name}</strong>
          {person.unitName ?? person.email}
        </p>
        {hats.length > 1 && (
          <Choice
            label={t('shell.hats')}
            value={hats.find(({ on }) => on)?.id ?? ''}
            options={hats.map(({ id, position, unitName, onBehalfOf }) => ({
              value: id,
              label: [position, unitName, onBehalfOf && t('shell.actsFor', { name: onBehalfOf })]
                .filter(Boolean)
                .join(' · '),
            }))}
            onChange={(id) => void wear(id)}
          />
        )}
        <Choice
          label={t('shell.language')}
          value={i18n.language}
          options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          onChange={(language) => void changeLanguage(modules, language as Language)}
        />
        <Choice
          label={t('shell.scheme')}
          value={colorScheme}
          options={SCHEMES.map((scheme) => ({ value: scheme, label: t(`shell.${scheme}`) }))}
          onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        />
        <Choice
          label={t('shell.density')}
          value={density}
          options={DENSITIES.map((one) => ({ value: one, label: t(`shell.${one}`) }))}
          onChange={(one) => setDensity(one as Density)}
        />
        <a href="/account" className={styles.item}>
          {t('shell.ownAccount')}
        </a>
        <Link to="/help" className={styles.item}>
          {t('help.title')}
        </Link>
        <Link to="/api-docs" className={styles.item}>
          {t('shell.apiDocs')}
        </Link>
        <Link to="/kit" className={styles.item}>
          {t('shell.kit')}
        </Link>
        <button type="button" className={styles.item} onClick={() => void signOut()}>
          <IconLogout size={18} stroke={1.75} aria-hidden />
          {t('shell.signOut')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange(value: string): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** In Vietnamese the given name comes last. */
function initialOf(name: string): string {
  return name.trim().split(/\s+/).at(-1)?.[0]?.toUpperCase() ?? '';
}
