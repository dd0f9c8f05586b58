/** The query of an address as plain words: filters stay readable, `?kind=commune&q=vạn+ninh`. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function writeSearch(params: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== '')
      search.set(name, String(value as string | number | boolean));
  }
  return search.size > 0 ? `?${search}` : '';
}
