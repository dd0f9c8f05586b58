import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, rowsOf } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ApiKey, Site } from '../../contract.ts';
import { usage } from '../api.ts';
import form from '../form/form.module.css';
import { CreateKeyForm } from './create-key-form.tsx';
import styles from './keys.module.css';

/** Keys with which programs read the reports of a site, for who may change it. */
export function ApiKeys({ site }: { site: Site }) {
  const { t } = useTranslation('usage');
  const query = useInfiniteQuery(usage.listKeys.pages({ params: { code: site.code }, query: { limit: 50 } }));
  const { rows, error, loadMore } = rowsOf<ApiKey>(query);
  return (
    <section className={form.section} aria-labelledby="api-keys">
      <h2 id="api-keys">{t('keys.title')}</h2>
      <p className={form.quiet}>{t('keys.text')}</p>
      {error != null && <ErrorState error={error} compact />}
      {rows?.length === 0 && <p>{t('keys.none')}</p>}
      <ul className={styles.keys}>
        {rows?.map((key) => (
          <KeyRow key={key.id} site={site} apiKey={key} />
        ))}
      </ul>
      {loadMore && (
        <Button variant="default" onClick={() => loadMore()}>
          {t('keys.more')}
        </Button>
      )}
      <CreateKeyForm key={site.code} site={site} />
    </section>
  );
}

function KeyRow({ site, apiKey }: { site: Site; apiKey: ApiKey }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => usage.revokeKey({ params: { code: site.code, id: apiKey.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['usage'] }),
  });
  const ends = format.day(apiKey.expiresOn);
  const facts = [
    t(`keys.scope.${apiKey.scope}`, { agency: apiKey.agency.name }),
    apiKey.expired ? t('keys.expired', { day: ends }) : t('keys.until', { day: ends }),
    apiKey.lastUsedOn === null ? t('keys.neverUsed') : t('keys.lastUsed', { day: format.day(apiKey.lastUsedOn) }),
  ];
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>
        <span className={form.quiet}>{facts.join(' · ')}</span>
        {revoke.error && <ErrorState error={revoke.error} compact />}
      </div>
      {apiKey.can.revoke && (
        <Button
          variant="default"
          aria-label={t('keys.revokeNamed', { name: apiKey.name })}
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t('keys.revoke')}
        </Button>
      )}
    </li>
  );
}
