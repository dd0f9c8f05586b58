import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract } from '../../contract.ts';
import { Field } from './field.tsx';
import { focusFirstWrong, Problem } from './form-parts.tsx';
import { nextPath } from './next-path.ts';
import { problemText } from './problem-text.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

export function SignIn() {
  const t = useDoorText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

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
      await directory.signIn({ body: { email, password } });
      location.replace(nextPath(location.search, location.origin));
    } catch (error) {
      setProblem(problemText(error, t));
      setBusy(false);
    }
  };

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
      <p className="help">{t('forgot')}</p>
    </form>
  );
}
