import { type KeyboardEvent, useId, useState } from 'react';
import { useDoorText } from './use-door-text.ts';

interface FieldProps {
  label: string;
  name: string;
  value: string;
  onChange(value: string): void;
  help?: string;
  error?: string | undefined;
  type?: 'text' | 'email' | 'password';
  autoComplete?: string;
  autoFocus?: boolean;
}

/** A labelled field with its help and its error beside it. A password can be looked at, and warns of Caps Lock. */
export function Field({
  label,
  name,
  value,
  onChange,
  help,
  error,
  type = 'text',
  autoComplete,
  autoFocus,
}: FieldProps) {
  const t = useDoorText();
  const id = useId();
  const [visible, setVisible] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const secret = type === 'password';
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const told = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="input">
        <input
          id={id}
          name={name}
          type={secret && visible ? 'text' : type}
          value={value}
          autoComplete={autoComplete}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of a page that has no other purpose
          autoFocus={autoFocus}
          spellCheck={type === 'text' ? undefined : false}
          autoCapitalize={type === 'text' ? undefined : 'none'}
          aria-invalid={error !== undefined}
          {...(told && { 'aria-describedby': told })}
          onChange={(event) => onChange(event.target.value)}
          {...(secret && { onKeyDown: watch, onKeyUp: watch, onBlur: () => setCapsLock(false) })}
        />
        {secret && (
          <button
            type="button"
            className="look"
            aria-label={`${visible ? t('hide') : t('show')}: ${label}`}
            onClick={() => setVisible(!visible)}
          >
            {visible ? t('hide') : t('show')}
          </button>
        )}
      </div>
      {help && (
        <p id={`${id}-help`} className="help">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="wrong">
          {error}
        </p>
      )}
      {secret && (
        <p role="status" className="caps">
          {capsLock ? t('capsLock') : ''}
        </p>
      )}
    </div>
  );
}
