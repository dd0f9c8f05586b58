import { createContext, use } from 'react';

/** Who works in the shell, on which node. The module that signs people in provides it (see `app/web.tsx`). */
export interface ShellSession {
  nodeName: string;
  person: { name: string; email: string; unitName: string | null; position: string | null };
  /** Posts that can be put on, where there are several; one is on. */
  hats: readonly ShellHat[];
  permissions: ReadonlySet<string>;
}

/** A post in which one works: own, or lent by somebody. */
export interface ShellHat {
  id: string;
  kind: 'post' | 'delegation';
  position: string;
  unitName: string;
  /** In whose name, where it is lent. */
  onBehalfOf: string | null;
  on: boolean;
}

/** How the shell asks for the session and ends it. */
export interface SessionPort {
  /** Null when nobody is signed in. @throws ApiProblem */
  load(): Promise<ShellSession | null>;
  end(): Promise<void>;
  /** Puts another hat on for the rest of the session. */
  wear(hat: ShellHat): Promise<void>;
}

export const SessionContext = createContext<ShellSession | null>(null);

/** The session of the screen; below the shell there always is one. */
export function useSession(): ShellSession {
  const session = use(SessionContext);
  if (session === null) throw new Error('A screen outside of the shell asks for the session.');
  return session;
}

/** Is the permission held somewhere? Whether for a certain row, the row's `can` says. */
export function useMay(permission: string | undefined): boolean {
  const { permissions } = useSession();
  return permission === undefined || permissions.has(permission);
}
