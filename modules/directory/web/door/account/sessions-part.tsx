import { createClient } from '#platform/web/api/client.ts';
import { directoryContract } from '../../../contract.ts';
import { agentName } from '../../agent-name.ts';
import { methodName } from '../../method-name.ts';
import { useDoorText } from '../use-door-text.ts';
import type { PartProps } from './account.tsx';
import { Action } from './action.tsx';
import { useWhen } from './when.ts';

const directory = createClient('directory', directoryContract);

/** Where I am signed in, and the way to end it. */
export function SessionsPart({ account, onChange }: PartProps) {
  const t = useDoorText();
  const when = useWhen();
  const others = account.sessions.filter(({ current }) => !current).length;
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <p>{t('sessions.lead')}</p>
      <ul className="rows">
        {account.sessions.map(({ id, current, agent, address, method, createdAt, seenAt }) => (
          <li key={id}>
            <div>
              <strong>{agentName(agent ?? '') ?? t('sessions.unknown')}</strong>
              {current && <em className="mark">{t('sessions.current')}</em>}
              <small>
                {[address, t(`method.${methodName(method)}`), t('sessions.since', { at: when(createdAt) })]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              <small>{t('sessions.seen', { at: when(seenAt) })}</small>
            </div>
            {!current && (
              <Action
                label={t('sessions.end')}
                confirm={t('sessions.end')}
                needsProof={false}
                direct
                run={async () => onChange(await directory.endOwnSession({ params: { id } }))}
              />
            )}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <Action
          label={t('sessions.endAll', { count: others })}
          confirm={t('sessions.endAll', { count: others })}
          needsProof={false}
          direct
          danger
          run={async () => onChange(await directory.endOtherSessions())}
        />
      )}
    </section>
  );
}
