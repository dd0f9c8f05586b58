import { sessionPort } from '#modules/directory/web/door/session-port.ts';
import { startShell } from '#platform/web/shell/start.tsx';

void startShell({ modules: [], session: sessionPort });
