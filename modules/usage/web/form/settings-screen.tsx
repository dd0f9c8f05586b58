import { useTranslation } from 'react-i18next';
import { Record } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Site } from '../../contract.ts';
import { ApiKeys } from '../keys/api-keys.tsx';
import { useSite } from '../site/use-site.ts';
import { ChangeSiteForm } from './change-site-form.tsx';
import { CloseSite } from './close-site.tsx';
import styles from './form.module.css';

/** What is known of a site, to be changed by who may. */
export function SettingsScreen() {
  const { t } = useTranslation('usage');
  const site = useSite().data;
  if (!site) return null;
  if (!site.can.change) {
    return (
      <div className={styles.facts}>
        {site.state === 'closed' && <p>{t('settings.closed')}</p>}
        <Facts site={site} />
      </div>
    );
  }
  return (
    <>
      {/* Another site's form is another form. */}
      <ChangeSiteForm key={site.code} site={site} />
      <ApiKeys site={site} />
      {site.can.close && <CloseSite site={site} />}
    </>
  );
}

function Facts({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  return (
    <Record
      title={t('settings.facts')}
      facts={[
        { label: t('column.code'), value: site.code },
        { label: t('form.kind'), value: t(`kind.${site.kind}`) },
        { label: t('form.owner'), value: site.owner.name },
        { label: t('form.domains'), value: site.domains.join(', ') },
        { label: t('form.timeZone'), value: site.timeZone },
        { label: t('form.dutyDate'), value: site.dutyDate && format.day(site.dutyDate) },
        { label: t('settings.firstHit'), value: site.firstHitAt && format.dateTime(site.firstHitAt) },
        { label: t('column.lastHit'), value: site.lastHitAt && format.dateTime(site.lastHitAt) },
      ]}
    />
  );
}
