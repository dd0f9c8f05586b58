import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { base64Of, ErrorState } from '#platform/web/kit/index.ts';
import type { Agency, AgencyImageUse } from '../../contract.ts';
import { directory } from '../api.ts';
import styles from './agencies.module.css';
import { useAgencyChange } from './use-agency-change.ts';

const USES: readonly AgencyImageUse[] = ['logo', 'seal'];

export function ChangeImages({ agency }: { agency: Agency }) {
  return (
    <div className={styles.form}>
      {USES.map((use) => (
        <ChangeImage key={use} agency={agency} use={use} />
      ))}
    </div>
  );
}

/** A file is taken as soon as it is chosen; the server judges it by its content. */
function ChangeImage({ agency, use }: { agency: Agency; use: AgencyImageUse }) {
  const { t } = useTranslation('directory');
  const id = useId();
  const params = { id: agency.id, use };
  const put = useAgencyChange(async (file: File) =>
    directory.putImage({ params, body: { content: await base64Of(file) } }),
  );
  const remove = useAgencyChange(() => directory.removeImage({ params }));
  const path = agency.images[use];
  const error = put.error ?? remove.error;
  return (
    <section aria-labelledby={`${id}t`}>
      <h3 id={`${id}t`} className={styles.imageTitle}>
        {t(`image.${use}`)}
      </h3>
      {path && <img src={path} alt={t(`image.${use}`)} className={styles.image} />}
      <div className={styles.formActs}>
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/svg+xml"
          aria-label={t('image.choose', { what: t(`image.${use}`) })}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) put.mutate(file);
          }}
        />
        {path && (
          <Button variant="default" onClick={() => remove.mutate(undefined)} loading={remove.isPending}>
            {t('image.remove')}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{t('image.help')}</p>
      {error && <ErrorState error={error} />}
    </section>
  );
}
