import { directoryWeb, sessionPort } from '#modules/directory/web/index.ts';
import { usageWeb } from '#modules/usage/web/index.ts';
import { startShell } from '#platform/web/shell/start.tsx';

void startShell({ modules: [usageWeb, directoryWeb], session: sessionPort });
