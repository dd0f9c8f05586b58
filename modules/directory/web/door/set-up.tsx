import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { directoryContract, PASSWORD_MIN_LENGTH } from '../../contract.ts';
import { Field } from './field.tsx';
import { Choice, focusFirstWrong, Problem } from './form-parts.tsx';
import { problemText } from './problem-text.ts';
import { checkSetUp, NEW_SET_UP, type SetUpErrors, type SetUpForm, serverErrors, setUpBody } from './set-up-form.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

/** The first page of an empty node. `onSample`: the sample province is being loaded now. */
export function SetUp({ onSample }: { onSample(): void }) {
  const t = useDoorText();
  const [form, setForm] = useState<SetUpForm>(NEW_SET_UP);
  const [errors, setErrors] = useState<SetUpErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (changes: Partial<SetUpForm>) => setForm((before) => ({ ...before, ...changes }));
  const text = (name: 'nodeName' | 'nodeCode' | 'name' | 'email' | 'password') => ({
    // Never bare: a field called `nodeName` would hide the form element's own property of that name.
    name: `set-up-${name}`,
    value: form[name],
    error: errors[name],
    onChange: (value: string) => set({ [name]: value }),
  });

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const wrong = checkSetUp(form, t);
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length > 0) return focusFirstWrong(element);
    setBusy(true);
    try {
      await directory.setUp({ body: setUpBody(form) });
      if (form.sample) onSample();
      else location.replace('/');
    } catch (error) {
      if (error instanceof ApiProblem) setErrors(serverErrors(error.fields, t));
      setProblem(problemText(error, t));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <h1>{t('title.setUp')}</h1>
      <p>{t('welcome')}</p>
      <Problem text={problem} />
      <Choice
        legend={t('begin.legend')}
        name="begin"
        value={form.sample ? 'sample' : 'empty'}
        options={[
          { value: 'empty', label: t('begin.empty'), text: t('begin.emptyText') },
          { value: 'sample', label: t('begin.sample'), text: t('begin.sampleText') },
        ]}
        onChange={(value) => set({ sample: value === 'sample' })}
      />
      {!form.sample && (
        <section aria-labelledby="node">
          <h2 id="node">{t('node.legend')}</h2>
          <Choice
            legend={t('node.kind')}
            name="kind"
            value={form.kind}
            options={[
              { value: 'province', label: t('node.province') },
              { value: 'ministry', label: t('node.ministry') },
            ]}
            onChange={(kind) => set({ kind })}
          />
          <Field {...text('nodeName')} label={t('node.name')} help={t('node.nameHelp')} autoComplete="organization" />
          <Field {...text('nodeCode')} label={t('node.code')} help={t('node.codeHelp')} autoComplete="off" />
        </section>
      )}
      <section aria-labelledby="administrator">
        <h2 id="administrator">{t('administrator.legend')}</h2>
        <Field {...text('name')} label={t('administrator.name')} autoComplete="name" />
        <Field {...text('email')} label={t('email')} type="email" autoComplete="username" />
        <Field
          {...text('password')}
          label={t('password')}
          type="password"
          help={t('administrator.passwordHelp', { min: PASSWORD_MIN_LENGTH })}
          autoComplete="new-password"
        />
      </section>
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('busy') : t('create')}
      </button>
    </form>
  );
}
