import { useEffect, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract, type SetUpProgress as State } from '../../contract.ts';
import { Problem } from './form-parts.tsx';
import { problemText } from './problem-text.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);
const ASK_EVERY_MS = 700;

/** How far the sample is; leads into the system by itself when it is ready. */
export function SetUpProgress() {
  const t = useDoorText();
  const [state, setState] = useState<State | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const ask = async () => {
      try {
        const next = await directory.getSetUp();
        if (left) return;
        setState(next);
        setProblem(null);
        if (next.state === 'ready') return location.replace('/');
        if (next.state === 'failed') return;
      } catch (error) {
        if (!left) setProblem(error);
      }
      if (!left) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, []);

  const { modules, step } = state ?? {};
  const within = step && step.total > 0 ? step.done / step.total : 0;
  const share = modules && modules.total > 0 ? (modules.done + within) / modules.total : undefined;
  return (
    <div>
      <h1>{t('progress.title')}</h1>
      <Problem
        text={state?.state === 'failed' ? t('progress.failed') : problem === null ? null : problemText(problem, t)}
      />
      {state?.state !== 'failed' && (
        <>
          <progress aria-label={t('progress.title')} max={1} {...(share !== undefined && { value: share })} />
          {modules && <p className="help">{t('progress.modules', modules)}</p>}
          <p className="help">{step ? t('progress.step', step) : '\u00a0'}</p>
          <p>{t('progress.wait')}</p>
        </>
      )}
      <a className="secondary" href="/">
        {t('progress.enter')}
      </a>
    </div>
  );
}
