import { createRoot } from 'react-dom/client';
import '#platform/web/theme/tokens.css';
import { Door } from '#modules/directory/web/door/index.ts';

createRoot(document.getElementById('root') as HTMLElement).render(<Door />);
