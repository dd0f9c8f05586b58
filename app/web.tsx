import { directoryWeb, sessionPort } from '#modules/directory/web/index.ts';
import { meetingsWeb } from '#modules/meetings/web/index.ts';
import { usageWeb } from '#modules/usage/web/index.ts';
import { operationsWeb } from '#platform/web/operations/index.ts';
import { startShell } from '#platform/web/shell/start.tsx';

void startShell({ modules: [meetingsWeb, usageWeb, directoryWeb, operationsWeb], session: sessionPort });
