import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from '../api/problem.ts';
import { startTexts } from '../i18n/texts.ts';
import type { WebModule } from '../module.ts';
import type { SessionPort } from '../session.ts';
import '../theme/mantine-styles.ts';
import '../theme/tokens.css';
import './shell.css';
import { cssVariables, theme } from '../theme/theme.ts';
import { leaveForDoor } from './leave-for-door.ts';
import { createShellRouter } from './router.tsx';

export interface ShellParts {
  modules: readonly WebModule[];
  session: SessionPort;
}

/** Puts the shell on the page: texts, session, modules in the order of their wheels. */
export async function startShell({ modules, session }: ShellParts): Promise<void> {
  const ordered = [...modules].sort((a, b) => a.wheel.order - b.wheel.order);
  const queries = createQueries();
  const router = createShellRouter(ordered, session, queries);
  await startTexts(ordered);
  createRoot(document.getElementById('root') as HTMLElement).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const FRESH_MS = 15_000;
const TRIES = 2;

function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      // A browser that thinks itself offline may still reach the node: in an office without internet, or on its own machine.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: FRESH_MS,
        // A refusal stays one; only what may pass by itself is tried again.
        retry: (count, error) =>
          count < TRIES && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
      },
    },
  });
  const leaveWhenEnded = (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'platform.not_signed_in') leaveForDoor();
  };
  queries.getQueryCache().config.onError = leaveWhenEnded;
  queries.getMutationCache().config.onError = leaveWhenEnded;
  return queries;
}
