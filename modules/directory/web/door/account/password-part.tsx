import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { directoryContract, PASSWORD_MIN_LENGTH } from '../../../contract.ts';
import { Field } from '../field.tsx';
import { focusFirstWrong, Problem } from '../form-parts.tsx';
import { passwordText, problemText } from '../problem-text.ts';
import { useDoorText } from '../use-door-text.ts';
import type { PartProps } from './account.tsx';

const directory = createClient('directory', directoryContract);

/** Another password. */
export function PasswordPart({ account, onChange }: PartProps) {
  const t = useDoorText();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<{ current?: string; password?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const left = PASSWORD_MIN_LENGTH - password.length;
    const wrong = {
      ...(account.hasPassword && !current && { current: t('missing.password') }),
      ...(left > 0 && { password: t('wrong.short', { min: PASSWORD_MIN_LENGTH, left }) }),
    };
    setErrors(wrong);
    setProblem(null);
    setDone(false);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(form);
    try {
      onChange(await directory.changePassword({ body: { ...(current && { current }), password } }));
      setCurrent('');
      setPassword('');
      setDone(true);
    } catch (refusal) {
      const field = refusal instanceof ApiProblem ? refusal.fields[0] : undefined;
      if (field) setErrors({ password: passwordText(field, t) });
      else if (refusal instanceof ApiProblem && refusal.code === 'directory.proof_refused')
        setErrors({ current: t('errors.proof') });
      else setProblem(problemText(refusal, t));
      focusFirstWrong(form);
    }
  };

  return (
    <section aria-labelledby="password">
      <h2 id="password">{t('account.password')}</h2>
      <form onSubmit={submit} noValidate className="narrow">
        <Problem text={problem} />
        {account.hasPassword && (
          <Field
            label={t('account.current')}
            name="current"
            type="password"
            value={current}
            onChange={setCurrent}
            error={errors.current}
            autoComplete="current-password"
          />
        )}
        <Field
          label={t('newPassword')}
          name="new"
          type="password"
          value={password}
          onChange={setPassword}
          help={t('administrator.passwordHelp', { min: PASSWORD_MIN_LENGTH })}
          error={errors.password}
          autoComplete="new-password"
        />
        <button type="submit" className="small filled">
          {t('setPassword')}
        </button>
        <p role="status" className="help">
          {done ? t('account.passwordDone') : ''}
        </p>
      </form>
    </section>
  );
}
