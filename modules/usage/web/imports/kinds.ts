/** `usage.sites` → `sites`: a key of the texts may hold no dot. */
export function shortOf(kind: string): 'sites' | 'services' {
  return kind === 'usage.services' ? 'services' : 'sites';
}
