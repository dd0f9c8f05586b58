import { Button, CloseButton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../../contracts/saved-views.ts';
import { ErrorState } from '../../error-state.tsx';
import { useUrlParams } from '../../use-url-param.ts';
import { savedViews } from './api.ts';
import { filtersOf, isSame } from './filters.ts';
import styles from './views.module.css';

/** My saved views of this screen: choose one, save the filters of now, remove one. */
export function ViewsPanel({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const screen = useMatches().at(-1)?.fullPath ?? '/';
  const queries = useQueryClient();
  const [params, change] = useUrlParams();
  const [name, setName] = useState('');
  const query = savedViews.listSavedViews.query({ query: { screen } });
  const { data, error, refetch } = useQuery(query);
  const onSuccess = (answer: { rows: SavedView[] }) => queries.setQueryData(query.queryKey, answer);
  const filters = filtersOf(params);
  const save = useMutation({
    mutationFn: () => savedViews.saveView({ body: { screen, name, filters } }),
    onSuccess: (answer) => {
      onSuccess(answer);
      setName('');
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => savedViews.removeSavedView({ params: { id } }),
    onSuccess,
  });
  const apply = (view: SavedView) => {
    const others = Object.fromEntries(Object.keys(filters).map((key) => [key, undefined]));
    change({ ...others, open: undefined, ...view.filters });
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  };
  const failed = save.error ?? remove.error;
  return (
    <>
      <h2 className={styles.title}>{t('views.title')}</h2>
      {error && <ErrorState error={error} retry={() => void refetch()} compact />}
      {data?.rows.length === 0 && <p className={styles.none}>{t('views.none')}</p>}
      {data && data.rows.length > 0 && (
        <ul className={styles.list}>
          {data.rows.map((view) => (
            <li key={view.id}>
              <button
                type="button"
                className={styles.view}
                aria-current={isSame(view.filters, filters)}
                onClick={() => apply(view)}
              >
                {view.name}
              </button>
              <CloseButton
                aria-label={t('views.remove', { name: view.name })}
                disabled={remove.isPending}
                onClick={() => remove.mutate(view.id)}
              />
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className={styles.form}>
        <TextInput
          label={t('views.name')}
          placeholder={t('views.example')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={name.trim() === ''}>
          {t('views.save')}
        </Button>
      </form>
      {failed && <ErrorState error={failed} compact />}
    </>
  );
}
