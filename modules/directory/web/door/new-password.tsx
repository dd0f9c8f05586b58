import { type FormEvent, useEffect, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { directoryContract, PASSWORD_MIN_LENGTH, type Session, type Welcome } from '../../contract.ts';
import { Field } from './field.tsx';
import { focusFirstWrong, Problem } from './form-parts.tsx';
import { enter } from './next-path.ts';
import { passwordText, problemText } from './problem-text.ts';
import { SecondStep } from './second-step.tsx';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

const CALLS = {
  invitation: { look: directory.lookAtInvitation, send: directory.acceptInvitation },
  reset: { look: directory.lookAtReset, send: directory.reset },
};

/** Behind a link from a mail: a first password, or another. The token stands behind `#`, which no server sees. */
export function NewPassword({ kind }: { kind: keyof typeof CALLS }) {
  const t = useDoorText();
  const token = location.hash.slice(1);
  const [welcome, setWelcome] = useState<Welcome | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState<Session['step']>(null);
  useEffect(() => {
    CALLS[kind]
      .look({ body: { token } })
      .then(setWelcome, (refusal) => setOver(problemText(refusal, t, 'errors.link')));
  }, [kind, token, t]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const left = PASSWORD_MIN_LENGTH - password.length;
    const short = left > 0 ? t('wrong.short', { min: PASSWORD_MIN_LENGTH, left }) : undefined;
    setError(short);
    setProblem(null);
    if (short) return focusFirstWrong(form);
    setBusy(true);
    try {
      const session = await CALLS[kind].send({ body: { token, password } });
      if (session.step) setStep(session.step);
      else enter(session);
    } catch (refusal) {
      const field = refusal instanceof ApiProblem ? refusal.fields[0] : undefined;
      if (field) setError(passwordText(field, t));
      else setProblem(problemText(refusal, t));
      focusFirstWrong(form);
    }
    setBusy(false);
  };

  if (step) return <SecondStep step={step} onBack={() => location.replace('/sign-in')} />;
  return (
    <form onSubmit={submit} noValidate>
      <h1>{t(`title.${kind}`)}</h1>
      <Problem text={over ?? problem} />
      {welcome && (
        <>
          <p>{t(`welcomeTo.${kind}`, { name: welcome.name })}</p>
          <input type="text" name="username" value={welcome.email} autoComplete="username" readOnly hidden />
          <Field
            label={t('newPassword')}
            name="password"
            type="password"
            value={password}
            onChange={setPassword}
            help={t('administrator.passwordHelp', { min: PASSWORD_MIN_LENGTH })}
            error={error}
            autoComplete="new-password"
            autoFocus
          />
          <button type="submit" className="primary" disabled={busy}>
            {busy ? t('busy') : t('setPassword')}
          </button>
        </>
      )}
      {over && (
        <a className="secondary" href={kind === 'reset' ? '/reset' : '/sign-in'}>
          {t(kind === 'reset' ? 'reset.again' : 'reset.back')}
        </a>
      )}
    </form>
  );
}
