import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { LogPreview } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './log-import.module.css';
import { useReason } from './use-reason.ts';

const TONES = { recorded: 'done', bots: 'quiet', aside: 'quiet', broken: 'late' } as const;

/** The first lines of an uploaded log, each with what becomes of it. */
export function Preview({ code, importId }: { code: number; importId: string }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const { data, error, refetch } = useQuery(usage.previewLogImport.query({ params: { code, importId } }));
  if (error) return <ErrorState error={error} retry={() => void refetch()} compact />;
  return (
    <table className={styles.preview} aria-busy={data === undefined}>
      <caption className="visually-hidden">{t('logs.preview')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('logs.line')}</th>
          <th scope="col">{t('column.at')}</th>
          <th scope="col">{t('logs.becomes')}</th>
          <th scope="col">{t('column.what')}</th>
        </tr>
      </thead>
      <tbody>
        {data?.lines.map((line) => (
          <tr key={line.number}>
            <td className={styles.number}>{line.number}</td>
            <td className={styles.number}>{line.at === null ? '–' : format.dateTime(line.at)}</td>
            <td>
              <Becomes line={line} />
            </td>
            <td className={styles.text}>{line.path || line.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Becomes({ line: { what, detail } }: { line: LogPreview['lines'][number] }) {
  const { t } = useTranslation('usage');
  const reason = useReason();
  if (what === null) return <>{t('logs.comment')}</>;
  return <StateBadge tone={TONES[what]}>{reason(what, detail)}</StateBadge>;
}
