import { IconChecklist } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WebModule } from '../module.ts';
import { useSession } from '../session.ts';
import styles from './shell.module.css';

/** The wheels of the mission that stand, with what this person may open in each. */
export function MainNav({ modules, onGo }: { modules: readonly WebModule[]; onGo?: () => void }) {
  const { t, i18n } = useTranslation();
  const { permissions } = useSession();
  // Names come from the module's own namespace, which the platform's key types do not know.
  const text = (module: WebModule, key: string): string => i18n.t(`${module.name}:${key}` as never);
  return (
    <nav aria-label={t('shell.nav')} className={styles.nav}>
      <ul>
        <li>
          <Link to="/" activeOptions={{ exact: true }} className={styles.item} onClick={onGo}>
            <IconChecklist size={18} stroke={1.75} aria-hidden />
            {t('shell.myWork')}
          </Link>
        </li>
      </ul>
      {modules.map((module) => {
        const items = module.nav.filter(({ permission }) => permission === undefined || permissions.has(permission));
        if (items.length === 0) return null;
        const { icon: Icon, label } = module.wheel;
        const id = `wheel-${module.name}${onGo ? '-drawer' : ''}`;
        return (
          <div key={module.name}>
            <p id={id} className={styles.wheel}>
              <Icon size={18} stroke={1.75} />
              {text(module, label)}
            </p>
            <ul aria-labelledby={id}>
              {items.map((item) => (
                <li key={item.path}>
                  <Link to={item.path} activeOptions={{ includeSearch: false }} className={styles.spoke} onClick={onGo}>
                    {text(module, item.label)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
