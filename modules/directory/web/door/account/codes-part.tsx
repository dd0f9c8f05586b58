import { type FormEvent, useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract, type TotpOffer } from '../../../contract.ts';
import { Field } from '../field.tsx';
import { focusFirstWrong, Problem } from '../form-parts.tsx';
import { problemText } from '../problem-text.ts';
import { useDoorText } from '../use-door-text.ts';
import type { PartProps } from './account.tsx';
import { Action } from './action.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useWhen } from './when.ts';

const directory = createClient('directory', directoryContract);

/** Codes of an authenticator program: set up with a QR code that is drawn here, recovery codes shown once. */
export function CodesPart({ account, onChange }: PartProps) {
  const t = useDoorText();
  const when = useWhen();
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const needsProof = !account.fresh && account.hasPassword;
  const reload = async () => onChange(await directory.getAccount());

  const { totp } = account;
  return (
    <section aria-labelledby="codes">
      <h2 id="codes">{t('codes.title')}</h2>
      {codes && (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            setCodes(null);
            void reload();
          }}
        />
      )}
      {!codes && totp && (
        <>
          <p>{t('codes.on', { since: when(totp.since), left: totp.recoveryCodesLeft })}</p>
          <div className="buttons">
            <Action
              label={t('codes.renew')}
              text={t('codes.renewText')}
              confirm={t('codes.renew')}
              needsProof={needsProof}
              run={async (proof) => setCodes((await directory.renewRecoveryCodes({ body: { proof } })).recoveryCodes)}
            />
            <Action
              label={t('codes.off')}
              text={t('codes.offText')}
              confirm={t('codes.off')}
              needsProof={needsProof}
              danger
              run={async (proof) => onChange(await directory.removeTotp({ body: { proof } }))}
            />
          </div>
        </>
      )}
      {!codes && !totp && !offer && (
        <>
          <p>{t('codes.lead')}</p>
          <Action
            label={t('codes.begin')}
            confirm={t('codes.begin')}
            needsProof={needsProof}
            direct
            run={async (proof) => setOffer(await directory.offerTotp({ body: { proof } }))}
          />
        </>
      )}
      {offer && (
        <FirstCode
          offer={offer}
          onCodes={(recoveryCodes) => {
            setOffer(null);
            setCodes(recoveryCodes);
          }}
        />
      )}
    </section>
  );
}

function FirstCode({ offer, onCodes }: { offer: TotpOffer; onCodes(codes: string[]): void }) {
  const t = useDoorText();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = code.replace(/\s/g, '');
    setProblem(null);
    setError(typed.length === 6 ? undefined : t('step.missing'));
    if (typed.length !== 6) return focusFirstWrong(form);
    try {
      onCodes((await directory.confirmTotp({ body: { code: typed } })).recoveryCodes);
    } catch (refusal) {
      setProblem(problemText(refusal, t));
    }
  };
  return (
    <form className="action" onSubmit={submit} noValidate>
      <p>{t('codes.scan')}</p>
      <QrCode text={offer.uri} label={t('codes.qr')} />
      <p>
        {t('codes.key')} <code className="key">{offer.key.replace(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <Problem text={problem} />
      <Field
        label={t('codes.first')}
        name="code"
        value={code}
        onChange={setCode}
        error={error}
        autoComplete="one-time-code"
      />
      <button type="submit" className="small filled">
        {t('codes.confirm')}
      </button>
    </form>
  );
}
