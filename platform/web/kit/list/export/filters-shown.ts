/**
 * The filters of a list in the words that stand on the screen: what its search and its fields show, each with its
 * label. So a file says what it was filtered by as its reader saw it, not by codes of the address.
 */
export function filtersShown(bar: HTMLElement | null): { label: string; value: string }[] {
  const fields = [...(bar?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  return fields.flatMap((field) => {
    if (field.type === 'hidden' || field.type === 'checkbox' || field.type === 'radio') return [];
    // The calendar behind a day's field has no name of its own.
    if (field.getAttribute('aria-hidden') === 'true') return [];
    const label = field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? '';
    const value = field.value.trim();
    return label && value ? [{ label, value }] : [];
  });
}
