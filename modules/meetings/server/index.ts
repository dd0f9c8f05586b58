import type { ServerModule } from '#platform/server/module.ts';
import { agendaErrors } from '../errors/agenda.ts';
import { mediaErrors } from '../errors/media.ts';
import { paperErrors } from '../errors/papers.ts';
import { prepareErrors } from '../errors/prepare.ts';
import { speakerErrors } from '../errors/speakers.ts';
import { voteErrors } from '../errors/votes.ts';
import { meetingsErrors } from '../errors.ts';
import { demo } from './demo.ts';
import { floorRoutes } from './floor-routes.ts';
import { remindJob } from './invitations/remind.job.ts';
import { sessionStates } from './live/session-states.ts';
import { mayHear } from './may-hear.ts';
import { tidyRecordingsJob } from './media/recordings/tidy-recordings.job.ts';
import { mediaRoutes } from './media/routes.ts';
import { runMedia } from './media/run-media.ts';
import { meetingsMigrations } from './migrations/index.ts';
import { paperRoutes } from './minutes/routes.ts';
import { meetingsPermissions } from './permissions.ts';
import { recount } from './record/recount.ts';
import { routes } from './routes.ts';
import { voteRoutes } from './vote-routes.ts';

/** For the command that counts votes again. */
export { recount };

export const meetings: ServerModule = {
  name: 'meetings',
  errors: {
    ...meetingsErrors.specs,
    ...prepareErrors.specs,
    ...agendaErrors.specs,
    ...mediaErrors.specs,
    ...paperErrors.specs,
    ...speakerErrors.specs,
    ...voteErrors.specs,
  },
  permissions: meetingsPermissions,
  migrations: meetingsMigrations,
  routes(app) {
    routes(app);
    floorRoutes(app);
    mediaRoutes(app);
    paperRoutes(app);
    voteRoutes(app);
  },
  jobs: [tidyRecordingsJob, remindJob],
  mayHear,
  states: sessionStates,
  start: async (platform, services) => (services.has('web') ? runMedia(platform) : { stop: async () => {} }),
  demo,
};
