import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf } from '#platform/web/api/client.ts';
import { Empty, List, rowsOf, sendWithProgress, Upload, useUrlParam } from '#platform/web/kit/index.ts';
import type { UploadWay } from '#platform/web/kit/props.ts';
import { ScreenWaiting } from '#platform/web/shell/screen-states.tsx';
import { useFormat } from '#platform/web/use-format.ts';
import { type LogImport, logUploadContract } from '../../contract.ts';
import { usage } from '../api.ts';
import { useSite } from '../site/use-site.ts';
import { ImportState, sumOf } from './import-state.tsx';
import styles from './log-import.module.css';
import { OpenImport } from './open-import.tsx';
import { useImportsLive } from './use-imports.ts';

const MOST = 1_000_000_000_000;

/** Counts what a server wrote down before the site bore our snippet, or beside it. */
export function LogImportScreen() {
  const { t } = useTranslation('usage');
  const site = useSite().data;
  if (!site) return <ScreenWaiting />;
  if (site.can.change) return <Imports code={site.code} />;
  const closed = site.state === 'closed';
  return <Empty title={t(closed ? 'logs.closed' : 'logs.notYours')} text={t('logs.notYoursText')} />;
}

function Imports({ code }: { code: number }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const [openId, setOpen] = useUrlParam('open');
  useImportsLive(code);
  const query = useInfiniteQuery(usage.listLogImports.pages({ params: { code } }));
  const state = rowsOf<LogImport>(query);
  const send = async (file: File, way: UploadWay) => {
    const input = { params: { code }, query: { name: file.name } };
    const sent = await sendWithProgress(addressOf(logUploadContract.uploadLog, input), file, way);
    await query.refetch();
    setOpen((sent as LogImport).id);
  };
  const open = state.rows?.find(({ id }) => id === openId);
  return (
    <>
      <div className={styles.columns}>
        <section aria-labelledby="upload-log">
          <h2 id="upload-log">{t('logs.upload')}</h2>
          <Upload label={t('logs.drop')} accept={[]} maxBytes={query.data?.pages[0]?.maxBytes ?? MOST} send={send} />
        </section>
        <section aria-labelledby="about-logs">
          <h2 id="about-logs">{t('logs.about')}</h2>
          <ul className={styles.facts}>
            {(['formats', 'once', 'pages', 'privacy'] as const).map((fact) => (
              <li key={fact}>{t(`logs.fact.${fact}`)}</li>
            ))}
          </ul>
        </section>
      </div>
      {open && <OpenImport code={code} one={open} />}
      <div className={styles.list}>
        <List<LogImport>
          {...state}
          label={t('logs.list')}
          columns={[
            { key: 'name', title: t('column.file'), value: ({ name }) => name, show: 'phone' },
            {
              key: 'state',
              title: t('logs.stateColumn'),
              value: ({ state }) => t(`logs.state.${state}`),
              cell: ({ state }) => <ImportState state={state} />,
              width: '11rem',
              show: 'phone',
            },
            {
              key: 'at',
              title: t('column.at'),
              value: ({ createdAt }) => createdAt,
              cell: ({ createdAt }) => format.dateTime(createdAt),
              width: '10rem',
              show: 'wide',
            },
            { key: 'by', title: t('logs.by'), value: ({ by }) => by, width: '12rem', show: 'wide' },
            {
              key: 'hits',
              title: t('logs.hits'),
              value: ({ recorded }) => sumOf(recorded),
              cell: ({ recorded }) => format.number(sumOf(recorded)),
              align: 'right',
              width: '8rem',
              show: 'wide',
            },
            {
              key: 'broken',
              title: t('logs.group.broken'),
              value: ({ broken }) => sumOf(broken),
              cell: ({ broken }) => format.number(sumOf(broken)),
              align: 'right',
              width: '8rem',
              show: 'wide',
            },
          ]}
          rowKey={({ id }) => id}
          openKey={openId || undefined}
          onOpen={({ id }) => setOpen(id)}
          onClose={() => setOpen('')}
          empty={{ title: t('logs.none'), text: t('logs.noneText') }}
        />
      </div>
    </>
  );
}
