import { useEffect, useState } from 'react';

/** A form that survives a reload and a lost line: kept in this browser until it was sent. */
export function useDraft<Form extends object>(
  key: string,
  empty: Form,
): [Form, (changes: Partial<Form>) => void, () => void] {
  const place = `nhipcau.draft.${key}`;
  const [form, setForm] = useState<Form>(() => ({ ...empty, ...read<Form>(place) }));
  useEffect(() => {
    if (JSON.stringify(form) === JSON.stringify(empty)) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(form));
  }, [place, form, empty]);
  const change = (changes: Partial<Form>) => setForm((before) => ({ ...before, ...changes }));
  const clear = () => setForm(empty);
  return [form, change, clear];
}

function read<Form>(place: string): Partial<Form> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}');
  } catch {
    return {};
  }
}
