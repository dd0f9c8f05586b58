import { useEffect, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { type Account as Data, directoryContract } from '../../../contract.ts';
import { Problem } from '../form-parts.tsx';
import { problemText } from '../problem-text.ts';
import { useDoorText } from '../use-door-text.ts';
import { CodesPart } from './codes-part.tsx';
import { PasskeysPart } from './passkeys-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

const directory = createClient('directory', directoryContract);

/** What every part of the page gets: the account as it is, and a way to tell that it has changed. */
export interface PartProps {
  account: Data;
  onChange(account: Data): void;
}

/** My account: password, second factors, sessions. Who must set up a second factor is led to that alone. */
export function Account() {
  const t = useDoorText();
  const [account, setAccount] = useState<Data | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    document.getElementById('root')?.classList.add('wide');
    directory.getAccount().then(setAccount, setProblem);
  }, []);

  if (problem !== null) return <Problem text={problemText(problem, t)} />;
  if (!account) return <p className="help">{t('loading')}</p>;
  const parts = { account, onChange: setAccount };
  return (
    <>
      <h1>{t('title.account')}</h1>
      <p className="help">
        {account.name} · {account.email}
      </p>
      {account.mustEnrol ? (
        <p className="notice" role="status">
          {t('account.mustEnrol')}
        </p>
      ) : (
        <p>
          <a href="/">{t('account.toWork')}</a>
        </p>
      )}
      <CodesPart {...parts} />
      <PasskeysPart {...parts} />
      <PasswordPart {...parts} />
      <SessionsPart {...parts} />
    </>
  );
}
