import { createContext, use } from 'react';

/** Names of all agencies that the moves speak of, the founded ones as they stand on the screen. */
export const NamesContext = createContext<ReadonlyMap<string, string>>(new Map());

export function useNames(): (id: string | null) => string {
  const names = use(NamesContext);
  return (id) => (id === null ? '' : (names.get(id) ?? '…'));
}
