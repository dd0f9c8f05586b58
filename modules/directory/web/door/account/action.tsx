import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { Field } from '../field.tsx';
import { focusFirstWrong, Problem } from '../form-parts.tsx';
import { isCancelled } from '../passkey-button.tsx';
import { problemText } from '../problem-text.ts';
import { useDoorText } from '../use-door-text.ts';

interface ActionProps {
  label: string;
  /** What will happen; shown before it is confirmed. */
  text?: string;
  confirm: string;
  /** Does the server want the password again? */
  needsProof: boolean;
  danger?: boolean;
  /** Done at once where neither words nor a password are needed. */
  direct?: boolean;
  children?: ReactNode;
  run(proof: string | undefined): Promise<void>;
}

/** A button that opens its few words, asks for the password where it must, and then acts. */
export function Action({ label, text, confirm, needsProof, danger, direct, children, run }: ActionProps) {
  const t = useDoorText();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(needsProof);

  const act = async (form: HTMLFormElement | null) => {
    setBusy(true);
    setProblem(null);
    setError(undefined);
    try {
      await run(asked ? password : undefined);
      setOpen(false);
      setPassword('');
    } catch (refusal) {
      const code = refusal instanceof ApiProblem ? refusal.code : '';
      if (code === 'directory.proof_needed') {
        setAsked(true);
        setOpen(true);
      } else if (code === 'directory.proof_refused') {
        setError(t('errors.proof'));
        if (form) focusFirstWrong(form);
      } else if (!isCancelled(refusal)) {
        setOpen(true);
        setProblem(problemText(refusal, t));
      }
    }
    setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (asked && !password) {
      setError(t('missing.password'));
      return focusFirstWrong(event.currentTarget);
    }
    void act(event.currentTarget);
  };

  if (!open) {
    const begin = () => (direct && !asked ? void act(null) : setOpen(true));
    return (
      <button type="button" className={danger ? 'small danger' : 'small'} disabled={busy} onClick={begin}>
        {busy ? t('busy') : label}
      </button>
    );
  }
  return (
    <form className="action" onSubmit={submit} noValidate>
      <Problem text={problem} />
      {text && <p>{text}</p>}
      {children}
      {asked && (
        <Field
          label={t('account.proof')}
          name="proof"
          type="password"
          value={password}
          onChange={setPassword}
          error={error}
          autoComplete="current-password"
          autoFocus={!children}
        />
      )}
      <div className="buttons">
        <button type="submit" className={danger ? 'small danger' : 'small filled'} disabled={busy}>
          {busy ? t('busy') : confirm}
        </button>
        <button type="button" className="small" onClick={() => setOpen(false)}>
          {t('account.cancel')}
        </button>
      </div>
    </form>
  );
}
