import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tree, type TreeNode } from '../../kit/index.ts';
import { sampleRows } from './sample.ts';
import { SAMPLE_PROBLEM } from './sample-problem.ts';

export function KitTree() {
  const { t } = useTranslation();
  const [selected, setSelected] = useState('2');
  const children: TreeNode[] = sampleRows(4, t('kit.long')).map(({ id, name, code }) => ({
    id,
    label: name,
    hint: code,
    hasChildren: false,
  }));
  const nodes: TreeNode[] = [
    { id: 'root', label: 'Khánh Hòa', hint: 'H32', hasChildren: true, children },
    { id: 'later', label: t('kit.loading'), hasChildren: true },
  ];
  return (
    <div style={{ maxWidth: '32rem' }}>
      <Tree label={t('kit.tree')} nodes={nodes} openIds={['root']} selectedId={selected} onSelect={setSelected} />
      <Tree label={t('kit.loading')} nodes={undefined} onSelect={setSelected} />
      <Tree label={t('kit.failed')} nodes={undefined} error={SAMPLE_PROBLEM} retry={() => {}} onSelect={setSelected} />
    </div>
  );
}
