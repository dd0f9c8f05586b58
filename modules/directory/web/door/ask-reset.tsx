import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract } from '../../contract.ts';
import { Field } from './field.tsx';
import { focusFirstWrong, Problem } from './form-parts.tsx';
import { problemText } from './problem-text.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

/** Asks for a mail that sets the password anew. What it answers is the same for every address. */
export function AskReset() {
  const t = useDoorText();
  const [email, setEmail] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [state, setState] = useState<'open' | 'busy' | 'sent'>('open');

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const missing = !/^\S+@\S+\.\S+$/.test(email.trim());
    setError(missing ? t('missing.email') : undefined);
    setProblem(null);
    if (missing) return focusFirstWrong(form);
    setState('busy');
    try {
      await directory.askReset({ body: { email } });
      setState('sent');
    } catch (refusal) {
      setProblem(problemText(refusal, t));
      setState('open');
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <h1>{t('title.reset')}</h1>
      <Problem text={problem} />
      {state === 'sent' ? (
        <p role="status">{t('reset.sent', { email })}</p>
      ) : (
        <>
          <p>{t('reset.lead')}</p>
          <Field
            label={t('email')}
            name="email"
            type="email"
            value={email}
            onChange={setEmail}
            error={error}
            autoComplete="username"
            autoFocus
          />
          <button type="submit" className="primary" disabled={state === 'busy'}>
            {state === 'busy' ? t('busy') : t('reset.ask')}
          </button>
        </>
      )}
      <a className="secondary" href="/sign-in">
        {t('reset.back')}
      </a>
    </form>
  );
}
