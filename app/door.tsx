import { createRoot } from 'react-dom/client';
import '#platform/web/theme/tokens.css';
import '#modules/directory/web/door/door.css';
import { Door } from '#modules/directory/web/door/door.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(<Door />);
