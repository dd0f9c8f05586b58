import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { directoryContract, type Session } from '../../contract.ts';
import { Field } from './field.tsx';
import { focusFirstWrong, Problem } from './form-parts.tsx';
import { enter } from './next-path.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { problemText } from './problem-text.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

interface SecondStepProps {
  step: NonNullable<Session['step']>;
  onBack(): void;
}

/** After the right password: a code or the passkey. */
export function SecondStep({ step, onBack }: SecondStepProps) {
  const t = useDoorText();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setProblem(null);
    setError(code.trim().length < 6 ? t('step.missing') : undefined);
    if (code.trim().length < 6) return focusFirstWrong(form);
    setBusy(true);
    try {
      enter(await directory.takeSecondStep({ body: { code } }));
    } catch (refusal) {
      setProblem(problemText(refusal, t));
      setCode('');
      if (refusal instanceof ApiProblem && refusal.code === 'directory.code_refused') focusFirst(form);
    }
    setBusy(false);
  };

  return (
    <form onSubmit={submit} noValidate>
      <h1>{t('step.title')}</h1>
      <Problem text={problem} />
      {step.code && (
        <>
          <Field
            label={t('step.code')}
            name="code"
            value={code}
            onChange={setCode}
            help={t('step.help')}
            error={error}
            autoComplete="one-time-code"
            autoFocus
          />
          <button type="submit" className="primary" disabled={busy}>
            {busy ? t('busy') : t('step.go')}
          </button>
        </>
      )}
      {step.passkey && <PasskeyButton onProblem={setProblem} />}
      <button type="button" className="plain" onClick={onBack}>
        {t('step.back')}
      </button>
    </form>
  );
}

function focusFirst(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector('input')?.focus());
}
