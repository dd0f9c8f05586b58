import { useState } from 'react';
import { createClient } from '#platform/web/api/client.ts';
import { directoryContract, type Passkey } from '../../../contract.ts';
import { agentName } from '../../agent-name.ts';
import { Field } from '../field.tsx';
import { useDoorText } from '../use-door-text.ts';
import type { PartProps } from './account.tsx';
import { Action } from './action.tsx';
import { useWhen } from './when.ts';

const directory = createClient('directory', directoryContract);

/** Passkeys: finger, face or PIN of a device instead of password and code. */
export function PasskeysPart({ account, onChange }: PartProps) {
  const t = useDoorText();
  const [name, setName] = useState(() => agentName(navigator.userAgent) ?? t('passkey.new'));
  const needsProof = !account.fresh && account.hasPassword;
  const add = async (proof: string | undefined) => {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const options = await directory.offerPasskey({ body: { proof } });
    const credential = await startRegistration({ optionsJSON: options as never });
    const body = { name: name.trim() || t('passkey.new'), credential: credential as never };
    onChange(await directory.addPasskey({ body }));
  };
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkey.title')}</h2>
      <p>{t('passkey.lead')}</p>
      {account.passkeys.length > 0 && (
        <ul className="rows">
          {account.passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} needsProof={needsProof} onChange={onChange} />
          ))}
        </ul>
      )}
      {'PublicKeyCredential' in globalThis ? (
        <Action label={t('passkey.add')} confirm={t('passkey.go')} needsProof={needsProof} run={add}>
          <Field label={t('passkey.name')} name="name" value={name} onChange={setName} help={t('passkey.nameHelp')} />
        </Action>
      ) : (
        <p className="help">{t('passkey.unknown')}</p>
      )}
    </section>
  );
}

function Row({
  passkey,
  needsProof,
  onChange,
}: { passkey: Passkey; needsProof: boolean } & Pick<PartProps, 'onChange'>) {
  const t = useDoorText();
  const when = useWhen();
  const [name, setName] = useState(passkey.name);
  const params = { id: passkey.id };
  return (
    <li>
      <div>
        <strong>{passkey.name}</strong>
        <small>
          {t('passkey.made', { at: when(passkey.createdAt) })}
          {passkey.usedAt && ` · ${t('passkey.used', { at: when(passkey.usedAt) })}`}
        </small>
      </div>
      <div className="buttons">
        <Action
          label={t('passkey.rename')}
          confirm={t('passkey.save')}
          needsProof={false}
          run={async () => onChange(await directory.renamePasskey({ params, body: { name } }))}
        >
          <Field label={t('passkey.name')} name="name" value={name} onChange={setName} autoFocus />
        </Action>
        <Action
          label={t('passkey.remove')}
          text={t('passkey.removeText', { name: passkey.name })}
          confirm={t('passkey.remove')}
          needsProof={needsProof}
          danger
          run={async (proof) => onChange(await directory.removePasskey({ params, body: { proof } }))}
        />
      </div>
    </li>
  );
}
