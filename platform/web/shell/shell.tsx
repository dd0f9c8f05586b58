import { CloseButton, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../kit/error-state.tsx';
import type { WebModule } from '../module.ts';
import { SessionContext, type SessionPort } from '../session.ts';
import { AccountMenu } from './account-menu.tsx';
import { leaveForDoor } from './leave-for-door.ts';
import { MainNav } from './main-nav.tsx';
import styles from './shell.module.css';
import { Tools } from './tools.tsx';

interface ShellProps {
  modules: readonly WebModule[];
  session: SessionPort;
  children: ReactNode;
}

/** The frame of all screens: node, wheels, account. Nobody signed in: the door. */
export function Shell({ modules, session, children }: ShellProps) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['shell', 'session'], queryFn: () => session.load(), staleTime: 60_000 });
  const [menu, { open, close }] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  useFocusOnChange(main);
  const nobody = query.data === null;
  useEffect(() => {
    if (nobody) leaveForDoor();
  }, [nobody]);
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <p className="visually-hidden">{t('state.loading')}</p>;

  return (
    <SessionContext value={query.data}>
      <a href="#main" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.burger}
          onClick={open}
          aria-label={t('shell.menu')}
          aria-expanded={menu}
        >
          <IconMenu2 size={22} aria-hidden />
        </button>
        <Link to="/" className={styles.node}>
          <img src="/mark.svg" alt="" width={28} height={28} />
          <span className={styles.product}>{t('product')}</span>
          <span className={styles.name}>{query.data.nodeName}</span>
        </Link>
        <Tools modules={modules} />
        <AccountMenu modules={modules} session={session} />
      </header>
      <div className={styles.side}>
        <MainNav modules={modules} />
      </div>
      <Drawer.Root opened={menu} onClose={close} size={280}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={t('shell.nav')}>
          <Drawer.Body>
            <div className={styles.drawer}>
              {t('product')}
              <CloseButton size="lg" aria-label={t('shell.closeMenu')} onClick={close} />
            </div>
            <MainNav modules={modules} onGo={close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </SessionContext>
  );
}

/** After a change of screen the keyboard and the reader go on at its content. */
function useFocusOnChange(main: { current: HTMLElement | null }): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // A record opened beside its list changes the path, too: the list keeps the focus then.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
