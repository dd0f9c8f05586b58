import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tree, type TreeNode } from '#platform/web/kit/index.ts';
import type { AgencyPage, AgencyRow } from '../../contract.ts';
import { directory } from '../api.ts';

interface AgencyTreeProps {
  roots: UseQueryResult<AgencyPage>;
  asOf: string;
  selectedId: string | undefined;
  onSelect(id: string): void;
}

/** Branches are asked for when they are opened; the way down to the chosen agency stands open. */
export function AgencyTree({ roots, asOf, selectedId, onSelect }: AgencyTreeProps) {
  const { t } = useTranslation('directory');
  const [touched, setTouched] = useState<readonly string[]>([]);
  const day = asOf || undefined;
  const chosen = useQuery({
    ...directory.getAgency.query({ params: { id: selectedId ?? '' }, query: { asOf: day } }),
    enabled: selectedId !== undefined,
  });
  const openAtFirst = [...(roots.data?.rows ?? []), ...(chosen.data?.path ?? [])].map(({ id }) => id);
  const loaded = [...new Set([...openAtFirst, ...touched])];
  const branches = useQueries({
    queries: loaded.map((parentId) => directory.listChildren.query({ query: { parentId, asOf: day } })),
  });
  const childrenOf = new Map(loaded.map((id, i) => [id, branches[i]?.data?.rows]));
  const nodeOf = (row: AgencyRow): TreeNode => ({
    id: row.id,
    label: row.name,
    hint: row.code ?? undefined,
    hasChildren: row.childCount > 0,
    children: childrenOf.get(row.id)?.map(nodeOf),
  });
  return (
    <Tree
      label={t('agencies.tree')}
      nodes={roots.data?.rows.map(nodeOf)}
      selectedId={selectedId}
      openIds={openAtFirst}
      onSelect={onSelect}
      onOpen={(id) => setTouched((before) => [...before, id])}
      error={roots.error ?? undefined}
      retry={() => void roots.refetch()}
      empty={{ title: t('agencies.none'), text: t('agencies.noneText') }}
    />
  );
}
