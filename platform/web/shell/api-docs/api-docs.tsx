import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/problem.ts';
import { Empty, ErrorState, Page, SearchField, useUrlParam } from '../../kit/index.ts';
import { useFormat } from '../../use-format.ts';
import styles from './api-docs.module.css';
import { type OpenApi, routesOf } from './openapi.ts';
import { RouteCard } from './route-card.tsx';

const ADDRESS = '/api/openapi.json';

/** The API in a readable form, from the same document that programs read. */
export function ApiDocs() {
  const { t } = useTranslation();
  const format = useFormat();
  const [q] = useUrlParam('q');
  const { data, error, refetch } = useQuery({
    queryKey: ['shell', 'openapi'],
    queryFn: loadDocument,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const modules = data && routesOf(data, q);
  return (
    <Page title={t('api.title')} lead={t('api.lead', { address: ADDRESS })}>
      <SearchField placeholder={t('api.search')} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} mt={16} />}
      {modules?.size === 0 && <Empty title={t('list.noMatch')} text={t('list.noMatchText')} />}
      {modules &&
        [...modules].map(([module, routes]) => (
          <section key={module} aria-labelledby={`api-${module}`} className={styles.module}>
            <h2 id={`api-${module}`}>
              {module} <small>{t('api.routes', { count: format.number(routes.length) as never })}</small>
            </h2>
            {routes.map((route) => (
              <RouteCard key={route.key} route={route} />
            ))}
          </section>
        ))}
    </Page>
  );
}

async function loadDocument({ signal }: { signal: AbortSignal }): Promise<OpenApi> {
  const response = await fetch(ADDRESS, { signal });
  if (!response.ok) throw await problemOf(response);
  return response.json();
}
