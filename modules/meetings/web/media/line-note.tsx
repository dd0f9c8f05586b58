import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { errorText } from '#platform/web/i18n/error-text.ts';
import type { RoomHold } from './use-room.ts';

/** What the line does now and what still counts. Says nothing while all is well. */
export function LineNote({ hold, rejoin }: { hold: RoomHold; rejoin(): void }) {
  const { t } = useTranslation('meetings');
  const { state, ladder, room, deviceError, error } = hold;
  if (state?.closedBy === 'elsewhere' || state?.closedBy === 'removed' || state?.closedBy === 'ended') {
    return (
      <Alert color="gray" role="status" title={t(`media.closed.${state.closedBy}`)}>
        {t('media.goesOn')}{' '}
        {state.closedBy === 'elsewhere' && (
          <Button size="compact-sm" variant="default" onClick={rejoin}>
            {t('media.comeBackHere')}
          </Button>
        )}
      </Alert>
    );
  }
  const trouble =
    ladder.rung === 'none' || error !== null
      ? 'none'
      : ladder.rung === 'audio'
        ? 'audio'
        : state?.line === 'again' || state?.line === 'closed'
          ? 'again'
          : null;
  return (
    <>
      {trouble !== null && (
        <Alert role="status" title={isRefusal(error) ? errorText(error) : t(`media.line.${trouble}`)}>
          {t(trouble === 'audio' ? 'media.line.audioText' : 'media.goesOn')}
        </Alert>
      )}
      {deviceError !== null && deviceError !== undefined && <Alert role="status">{t('media.deviceError')}</Alert>}
      {room !== null && state?.silent && <Button onClick={() => void room.playSound()}>{t('media.playSound')}</Button>}
    </>
  );
}

/** The server said no; anything else is the line. */
const isRefusal = (error: unknown) => error instanceof ApiProblem && error.status > 0;
