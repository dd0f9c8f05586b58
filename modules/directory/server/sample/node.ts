import type { NewNode } from '../set-up/found-node.ts';

/** Khánh Hòa since 01/07/2025 (NQ 202/2025/QH15): H32 by QĐ 20/2020/QĐ-TTg, 56 by QĐ 19/2025/QĐ-TTg. */
export const sampleNode: NewNode = { name: 'Tỉnh Khánh Hòa', code: 'H32', kind: 'province', statisticsCode: '56' };
