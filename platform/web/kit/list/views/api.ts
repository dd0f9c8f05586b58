import { savedViewsContract } from '../../../../contracts/saved-views.ts';
import { createClient } from '../../../api/client.ts';

export const savedViews = createClient('platform', savedViewsContract);
