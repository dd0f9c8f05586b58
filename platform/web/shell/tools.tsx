import { IconHelp, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WebModule } from '../module.ts';
import { Bell } from './notifications/bell.tsx';
import styles from './shell.module.css';
import { useShellKeys } from './use-shell-keys.ts';

const loadPalette = () => import('./palette/palette.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
/** Fetched before it is asked for, but after what the screen needs: then the first letters typed are not lost. */
const PALETTE_AHEAD_MS = 2_000;
const ShortcutsDialog = lazy(async () => ({ default: (await import('./help/shortcuts-dialog.tsx')).ShortcutsDialog }));

/** What every screen has at hand: search of everything, notifications, help. */
export function Tools({ modules }: { modules: readonly WebModule[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<'palette' | 'help' | null>(null);
  const close = useCallback(() => setOpened(null), []);
  const togglePalette = useCallback(() => setOpened((now) => (now === 'palette' ? null : 'palette')), []);
  const openHelp = useCallback(() => setOpened((now) => now ?? 'help'), []);
  useEffect(() => {
    // Where the line is lost now, it is fetched when asked for.
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), PALETTE_AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useShellKeys(togglePalette, openHelp);
  return (
    <div className={styles.tools}>
      <button type="button" className={styles.find} onClick={togglePalette} title={t('palette.title')}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className={styles.findText}>{t('palette.open')}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <button type="button" className={styles.help} onClick={openHelp} title={t('help.shortcuts')}>
        <IconHelp size={20} stroke={1.75} aria-hidden />
        <span className="visually-hidden">{t('help.shortcuts')}</span>
      </button>
      <Bell />
      <Suspense>
        {opened === 'palette' && <Palette modules={modules} onClose={close} />}
        {opened === 'help' && <ShortcutsDialog modules={modules} onClose={close} />}
      </Suspense>
    </div>
  );
}
