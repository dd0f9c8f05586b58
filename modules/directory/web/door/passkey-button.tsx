import { useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract } from '../../contract.ts';
import { enter } from './next-path.ts';
import { problemText } from './problem-text.ts';
import { useDoorText } from './use-door-text.ts';

const directory = createClient('directory', directoryContract);

/** Signs in with a passkey; nothing where the browser knows none. Its code comes when it is pressed. */
export function PasskeyButton({ onProblem }: { onProblem(text: string | null): void }) {
  const t = useDoorText();
  const [busy, setBusy] = useState(false);
  if (!('PublicKeyCredential' in globalThis)) return null;
  const use = async () => {
    setBusy(true);
    onProblem(null);
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser');
      const options = await directory.askForPasskey();
      const credential = await startAuthentication({ optionsJSON: options as never });
      enter(await directory.signInWithPasskey({ body: credential as never }));
    } catch (error) {
      // Who closes the browser's window has changed their mind: nothing to tell.
      if (!isCancelled(error)) onProblem(problemText(error, t, 'passkey.refused'));
    }
    setBusy(false);
  };
  return (
    <button type="button" className="secondary" disabled={busy} onClick={() => void use()}>
      {t('passkey.signIn')}
    </button>
  );
}

export function isCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
