import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract, type Session } from '../../contract.ts';
import { Field } from './field.tsx';
import { focusFirstWrong, Problem } from './form-parts.tsx';
import { enter, nextPath } from './next-path.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { problemText } from './problem-text.ts';
import { SecondStep } from './second-step.tsx';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

/** The ways in: password, passkey, an outside provider; and after the right password the second factor. */
export function SignIn({ providers }: Pick<Session, 'providers'>) {
  const t = useDoorText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(() => outsideProblem(t));
  const [busy, setBusy] = useState(false);
  const [step, setStep] = useState<Session['step']>(outsideStep);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = {
      ...(!email.trim() && { email: t('missing.email') }),
      ...(!password && { password: t('missing.password') }),
    };
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(form);
    setBusy(true);
    try {
      const session = await directory.signIn({ body: { email, password } });
      if (session.step) setStep(session.step);
      else enter(session);
    } catch (error) {
      setProblem(problemText(error, t));
    }
    setBusy(false);
  };

  if (step) return <SecondStep step={step} onBack={() => setStep(null)} />;
  const next = encodeURIComponent(nextPath(location, location.origin));
  return (
    <form onSubmit={submit} noValidate>
      <h1>{t('title.signIn')}</h1>
      <Problem text={problem} />
      <Field
        label={t('email')}
        name="email"
        type="email"
        value={email}
        onChange={setEmail}
        error={errors.email}
        autoComplete="username"
        autoFocus
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        error={errors.password}
        autoComplete="current-password"
      />
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('busy') : t('signIn')}
      </button>
      <p className="help">
        <a href="/reset">{t('forgot')}</a>
      </p>
      <div className="other">
        <PasskeyButton onProblem={setProblem} />
        {providers.map(({ id, name }) => (
          <a key={id} className="secondary" href={`/api/outside/${id}?next=${next}`}>
            {t('outside.with', { name })}
          </a>
        ))}
      </div>
    </form>
  );
}

/** An outside provider has sent the person back, and ours is still to be shown. */
function outsideStep(): Session['step'] {
  const { hash } = location;
  return hash.startsWith('#step-') ? { code: hash.includes('code'), passkey: hash.includes('passkey') } : null;
}

/** An outside provider has sent the person back, and why we did not let them in. */
function outsideProblem(t: ReturnType<typeof useDoorText>): string | null {
  if (location.hash === '#outside-away') return t('outside.away');
  return location.hash === '#outside' ? t('outside.refused') : null;
}
