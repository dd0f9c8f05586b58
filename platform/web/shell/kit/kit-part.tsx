import type { ReactNode } from 'react';

/** A part of the kit under its name. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name} style={{ marginBottom: '2.5rem' }}>
      <h2 style={{ fontSize: '1.1rem', margin: '0 0 0.75rem' }}>{name}</h2>
      {children}
    </section>
  );
}
