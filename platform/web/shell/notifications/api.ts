import { notificationsContract } from '../../../contracts/notifications.ts';
import { createClient } from '../../api/client.ts';

export const notifications = createClient('platform', notificationsContract);
