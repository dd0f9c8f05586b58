import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../empty.tsx';
import { ErrorState } from '../error-state.tsx';
import type { ListProps } from '../props.ts';
import { useShortcuts } from '../shortcuts.ts';
import { useUrlParams } from '../use-url-param.ts';
import styles from './list.module.css';
import { ListBar } from './list-bar.tsx';
import { ListFoot } from './list-foot.tsx';
import { ListHead } from './list-head.tsx';
import { ListRow, SkeletonRows } from './list-rows.tsx';
import { readSort, sortRows } from './sort.ts';
import { useColumns } from './use-columns.ts';
import { useListKeys } from './use-list-keys.ts';
import { useSelection } from './use-selection.ts';

/**
 * A list to work through: search and filters in the URL, sticky head, keyboard, what is open stands beside it.
 * All rows that were loaded are in the document, so that the browser's own search and print find them.
 */
export function List<Row>(props: ListProps<Row>) {
  const { rows, columns, rowKey, error, retry, onOpen, openKey, beside, onClose, label } = props;
  const [params, change] = useUrlParams();
  const list = useRef<HTMLDivElement>(null);
  const { t } = useTranslation();
  const choice = useColumns(label, columns);
  useListKeys({ list, onClose });
  useShortcuts([
    { keys: ['j', 'k'], label: t('list.keyWalk') },
    ...(onOpen ? [{ keys: ['Enter'], label: t('list.keyOpen') }] : []),
    ...(props.search ? [{ keys: ['/'], label: t('list.keySearch') }] : []),
  ]);

  const sortable = props.sortable ?? (rows !== undefined && props.loadMore === undefined);
  const sort = sortable ? readSort(params.sort ?? '') : null;
  const shown =
    rows &&
    (sort
      ? sortRows(
          rows,
          columns.find(({ key }) => key === sort.key),
          sort.down,
        )
      : rows);
  const selection = useSelection(shown, rowKey);
  const boxes = props.onSelected ? selection : undefined;
  const failed = error !== undefined && error !== null;

  return (
    <div className={styles.split} data-beside={beside ? true : undefined}>
      <section className={styles.list} aria-label={label} ref={list}>
        <ListBar {...props} choice={choice} rows={shown} />
        {selection.selected.length > 0 && (
          <div className={styles.selected}>
            <span role="status">{t('list.selected', { count: selection.selected.length })}</span>
            {props.onSelected?.(selection.selected, selection.clear)}
            <button type="button" className={styles.quiet} onClick={selection.clear}>
              {t('list.unselect')}
            </button>
          </div>
        )}
        <div className={styles.scroll}>
          <table className={styles.table} aria-busy={rows === undefined && !failed}>
            <caption className="visually-hidden">{label}</caption>
            <ListHead
              columns={choice.shown}
              selection={boxes}
              sortable={sortable}
              sort={sort}
              onSort={(next) => change({ sort: next })}
            />
            <tbody>
              {rows === undefined && !failed && <SkeletonRows columns={choice.shown} boxes={boxes !== undefined} />}
              {shown?.map((row) => {
                const key = rowKey(row);
                return (
                  <ListRow
                    key={key}
                    id={key}
                    row={row}
                    columns={choice.shown}
                    selection={boxes}
                    onOpen={onOpen}
                    open={key === openKey}
                  />
                );
              })}
            </tbody>
          </table>
          {failed && <ErrorState error={error} retry={retry} />}
          {shown?.length === 0 && !failed && <NothingHere {...props} />}
        </div>
        <ListFoot
          rows={rows}
          total={props.total}
          loadMore={props.loadMore}
          loadingMore={props.loadingMore}
          opens={!!onOpen}
        />
      </section>
      {beside && <div className={styles.beside}>{beside}</div>}
    </div>
  );
}

/** Empty by nature, or by what was asked: the second leads back. */
function NothingHere<Row>({ empty }: ListProps<Row>) {
  const { t } = useTranslation();
  const [params, change] = useUrlParams();
  const filters = Object.keys(params).filter(
    (name) => name !== 'sort' && name !== 'from' && name !== 'to' && name !== 'open',
  );
  if (filters.length === 0) return <Empty {...empty} />;
  const clear = () => change(Object.fromEntries(filters.map((name) => [name, undefined])));
  return (
    <Empty
      title={t('list.noMatch')}
      text={t('list.noMatchText')}
      action={
        <button type="button" className={styles.quiet} onClick={clear}>
          {t('list.clear')}
        </button>
      }
    />
  );
}
