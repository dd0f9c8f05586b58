import { CloseButton, Modal } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentShortcuts, type Shortcut } from '../../kit/shortcuts.ts';
import type { WebModule } from '../../module.ts';
import styles from './help.module.css';

/** `?`: the keys that this screen hears, and the way to the help of its module. */
export function ShortcutsDialog({ modules, onClose }: { modules: readonly WebModule[]; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  const [here] = useState(currentShortcuts);
  const module = modules.find(({ help, nav }) => help && nav.some(({ path }) => isBelow(pathname, path)));
  const everywhere: Shortcut[] = [
    { keys: ['Ctrl', 'K'], label: t('help.palette') },
    { keys: ['?'], label: t('help.open') },
    { keys: ['Esc'], label: t('help.escape') },
  ];
  return (
    <Modal.Root opened onClose={onClose} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('help.shortcuts')}>
        <Modal.Body>
          <div className={styles.head}>
            <h2>{t('help.shortcuts')}</h2>
            <CloseButton aria-label={t('help.close')} onClick={onClose} />
          </div>
          {here.length > 0 && <Keys title={t('help.here')} shortcuts={here} />}
          <Keys title={t('help.everywhere')} shortcuts={everywhere} />
          <p className={styles.more}>
            <Link to="/help" {...(module && { hash: module.name })} onClick={onClose}>
              {module
                ? t('help.of', { module: i18n.t(`${module.name}:${module.wheel.label}` as never) as string })
                : t('help.all')}
            </Link>
          </p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}

function Keys({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.keys}>
        {shortcuts.map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
