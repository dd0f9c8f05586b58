import { Skeleton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../empty.tsx';
import { ErrorState } from '../error-state.tsx';
import type { TreeProps } from '../props.ts';
import styles from './tree.module.css';
import { moveOf, visibleNodes } from './visible-nodes.ts';

/** A tree by the WAI-ARIA pattern: one tab stop, arrows walk, Enter chooses, letters jump. Branches load when opened. */
export function Tree({ label, nodes, selectedId, openIds, onSelect, onOpen, error, retry, empty }: TreeProps) {
  const { t } = useTranslation();
  const [touched, setTouched] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [focusId, setFocusId] = useState<string | undefined>();
  const root = useRef<HTMLDivElement>(null);
  if (error !== undefined && error !== null) return <ErrorState error={error} retry={retry} />;
  if (!nodes) return <Waiting />;
  if (nodes.length === 0) return empty ? <Empty {...empty} /> : null;

  const open = new Set(openIds?.filter((id) => touched.get(id) !== false));
  for (const [id, isOpen] of touched) if (isOpen) open.add(id);
  const lines = visibleNodes(nodes, open);
  const stop = [focusId, selectedId].find((id) => lines.some(({ node }) => node.id === id)) ?? lines[0]?.node.id;

  const setOpen = (id: string, isOpen: boolean) => {
    setTouched(new Map(touched).set(id, isOpen));
    if (isOpen && lines.find(({ node }) => node.id === id)?.node.children === undefined) onOpen?.(id);
  };
  const focus = (id: string) => {
    setFocusId(id);
    root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = lines.findIndex(({ node }) => node.id === stop);
    if ((event.key === 'Enter' || event.key === ' ') && stop !== undefined) {
      event.preventDefault();
      onSelect(stop);
      return;
    }
    const move = moveOf(event.key, lines, at);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if ('focus' in move) focus(move.focus);
    else if ('open' in move) setOpen(move.open, true);
    else setOpen(move.close, false);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on one of its items, as the pattern of trees says
    <div role="tree" aria-label={label} className={styles.tree} ref={root} onKeyDown={onKeyDown}>
      {lines.map(({ node, level, place, siblings, open: isOpen }) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree hears the keys of all its items
        <div
          key={node.id}
          role="treeitem"
          data-id={node.id}
          tabIndex={node.id === stop ? 0 : -1}
          aria-level={level}
          aria-posinset={place}
          aria-setsize={siblings}
          aria-selected={node.id === selectedId}
          {...(node.hasChildren && { 'aria-expanded': isOpen })}
          className={styles.node}
          style={{ paddingLeft: `${(level - 1) * 1.15 + 0.25}rem` }}
          onFocus={() => setFocusId(node.id)}
          onClick={() => onSelect(node.id)}
        >
          <span
            aria-hidden
            className={styles.fold}
            data-open={isOpen || undefined}
            onClick={(event) => {
              if (!node.hasChildren) return;
              event.stopPropagation();
              setOpen(node.id, !isOpen);
            }}
          >
            {node.hasChildren ? '›' : ''}
          </span>
          <span className={styles.label}>{node.label}</span>
          {isOpen && node.children === undefined && <span className={styles.hint}>{t('tree.loading')}…</span>}
          {node.hint && <span className={styles.hint}>{node.hint}</span>}
        </div>
      ))}
    </div>
  );
}

const WAITING = [70, 55, 62, 48, 66, 52];

function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      {WAITING.map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} my={12} />
      ))}
    </div>
  );
}
