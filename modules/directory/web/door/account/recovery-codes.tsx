import { useDoorText } from '../use-door-text.ts';

/** The recovery codes, this once: to be printed or kept as a file. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const t = useDoorText();
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${t('codes.fileHead')}\n\n${codes.join('\n')}\n`)}`;
  return (
    <div className="action" role="status">
      <p>
        <strong>{t('codes.keep')}</strong> {t('codes.keepText')}
      </p>
      <ul className="recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <a className="small" href={file} download="nhipcau-recovery-codes.txt">
          {t('codes.save')}
        </a>
        <button type="button" className="small" onClick={() => print()}>
          {t('codes.print')}
        </button>
        <button type="button" className="small filled" onClick={onDone}>
          {t('codes.kept')}
        </button>
      </div>
    </div>
  );
}
