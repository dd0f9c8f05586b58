import { lazy, Suspense, useEffect, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { chosenLanguage, keepLanguage } from '#platform/web/i18n/language.ts';
import { directoryContract, type Session } from '../../contract.ts';
import { AskReset } from './ask-reset.tsx';
import { Problem } from './form-parts.tsx';
import { NewPassword } from './new-password.tsx';
import { problemText } from './problem-text.ts';
import { SetUp } from './set-up.tsx';
import { SetUpProgress } from './set-up-progress.tsx';
import { SignIn } from './sign-in.tsx';
import { DOOR_TEXTS, type DoorText, DoorTextContext, doorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

const Account = lazy(async () => ({ default: (await import('./account/account.tsx')).Account }));

/** What stands before the shell: set-up of an empty node, sign-in and the ways to it, the own account. */
export function Door() {
  const [t, setText] = useState<DoorText | null>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [sampleLoads, setSampleLoads] = useState(false);
  const language = chosenLanguage();

  const load = (wanted: typeof language) =>
    DOOR_TEXTS[wanted]().then(({ default: texts }) => {
      document.documentElement.lang = wanted;
      setText(() => doorText(texts));
    });
  useEffect(() => {
    void load(language);
    directory.getSession().then(setSession, setProblem);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, at the start
  }, []);
  const other = language === 'vi' ? 'en' : 'vi';
  const change = () => {
    keepLanguage(other);
    void load(other);
  };

  useEffect(() => {
    // A link from a mail, opened on this very page, changes only what stands behind `#`.
    const again = () => location.reload();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);

  const setsUp = session?.setUp === 'empty' || location.pathname === '/set-up';
  useEffect(() => {
    if (t) document.title = `${t(setsUp ? 'title.setUp' : titleOf(location.pathname))} · Nhịp Cầu`;
  }, [t, setsUp]);
  if (!t) return null;

  const body = () => {
    if (problem !== null) return <Problem text={problemText(problem, t)} />;
    if (!session) return <p className="help">{t('loading')}</p>;
    if (session.setUp === 'empty' && !sampleLoads) return <SetUp onSample={() => setSampleLoads(true)} />;
    if (sampleLoads || (setsUp && session.setUp !== 'ready')) return <SetUpProgress />;
    const { pathname, hash } = location;
    if (pathname === '/invitation') return <NewPassword kind="invitation" />;
    if (pathname === '/reset') return hash ? <NewPassword kind="reset" /> : <AskReset />;
    if (pathname === '/account' && session.person) {
      return (
        <Suspense fallback={<p className="help">{t('loading')}</p>}>
          <Account />
        </Suspense>
      );
    }
    return <SignIn providers={session.providers} />;
  };
  return (
    <DoorTextContext value={t}>
      <header>
        <img src="/mark.svg" alt="" width={36} height={36} />
        <p>
          <strong>Nhịp Cầu</strong>
          {session?.node && <span>{session.node.name}</span>}
        </p>
        <button type="button" className="language" lang={other} onClick={change}>
          {t('language')}
        </button>
      </header>
      <main>{body()}</main>
    </DoorTextContext>
  );
}

function titleOf(path: string) {
  const titles = { '/reset': 'title.reset', '/invitation': 'title.invitation', '/account': 'title.account' } as const;
  return titles[path as keyof typeof titles] ?? 'title.signIn';
}
