import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { ImportBoundaries as Body } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './map.module.css';

/** Takes a GeoJSON file; says what fits and what does not. */
export function ImportBoundaries({ has, onClose }: { has: boolean; onClose(): void }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const queries = useQueryClient();
  const id = useId();
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const refresh = () => void queries.invalidateQueries({ queryKey: directory.getMap.key() });
  const take = useMutation({
    mutationFn: (geojson: Body['geojson']) => directory.importBoundaries({ body: { source, geojson } }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => directory.removeBoundaries(),
    onSuccess: () => {
      refresh();
      onClose();
    },
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setUnreadable(false);
    if (!file || source.trim() === '') return;
    const text = await file.text();
    try {
      take.mutate(JSON.parse(text) as Body['geojson']);
    } catch {
      setUnreadable(true);
    }
  };
  const done = take.data;
  return (
    <Modal opened onClose={onClose} title={t('map.import')} closeButtonProps={{ 'aria-label': t('map.close') }}>
      {done ? (
        <div className={styles.form} role="status">
          <p>
            {t('map.imported', {
              count: done.matched,
              given: format.number(done.points.given),
              kept: format.number(done.points.kept),
            })}
          </p>
          {done.unmatched.length > 0 && <p>{t('map.unmatched', { names: done.unmatched.join('; ') })}</p>}
          {done.missing.length > 0 && (
            <p>{t('map.missing', { names: done.missing.map(({ shortName }) => shortName).join(', ') })}</p>
          )}
          <div className={styles.acts}>
            <Button onClick={onClose}>{t('map.close')}</Button>
          </div>
        </div>
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <p>{t('map.importText')}</p>
          <div>
            <label htmlFor={id}>{t('map.file')}</label>
            <input
              id={id}
              type="file"
              accept=".geojson,.json,application/geo+json"
              className={styles.file}
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
            {tried && !file && <p role="alert">{t('map.fileMissing')}</p>}
            {unreadable && <p role="alert">{t('map.unreadable')}</p>}
          </div>
          <TextInput
            label={t('map.source')}
            description={t('map.sourceHelp')}
            value={source}
            maxLength={200}
            required
            error={tried && source.trim() === '' && t('change.missing')}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          {(take.error ?? remove.error) && <ErrorState error={take.error ?? remove.error} />}
          <div className={styles.acts}>
            {has && (
              <Button variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>
                {t('map.remove')}
              </Button>
            )}
            <Button type="submit" loading={take.isPending}>
              {t('map.take')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
