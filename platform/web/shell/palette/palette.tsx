import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found, WebModule } from '../../module.ts';
import { useSession } from '../../session.ts';
import styles from './palette.module.css';
import { keepRecent } from './recent.ts';
import { Results } from './results.tsx';
import { useGroups } from './use-groups.ts';

const WAIT_MS = 180;

/** `Ctrl K`: goes anywhere by a few letters, with accents or without, and without a mouse. */
export function Palette({ modules, onClose }: { modules: readonly WebModule[]; onClose(): void }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), WAIT_MS);
  const groups = useGroups(modules, words);
  const options = groups.flatMap(({ key, found }) => found.map((one) => ({ id: `${id}-${key}-${one.key}`, one })));
  const [marked, setMarked] = useState('');
  // What was marked may be gone with new words: then the first is.
  const at = Math.max(
    0,
    options.findIndex((option) => option.id === marked),
  );
  const choose = (one: Found) => {
    keepRecent(person.email, one);
    onClose();
    router.history.push(one.path);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      const next = options[(at + step + options.length) % options.length]?.id ?? '';
      setMarked(next);
      document.getElementById(next)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // Enter before the answer came goes nowhere: it would lead to what was found for other words.
      const option = options[at];
      if (option && words === typed.trim()) choose(option.one);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} size="38rem" yOffset="10dvh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')} className={styles.palette}>
        <Modal.Body className={styles.body}>
          <div className={styles.field}>
            <IconSearch size={20} aria-hidden />
            <input
              data-autofocus
              role="combobox"
              aria-label={t('palette.title')}
              aria-expanded={options.length > 0}
              aria-controls={`${id}-results`}
              aria-autocomplete="list"
              aria-activedescendant={options[at]?.id}
              autoComplete="off"
              spellCheck={false}
              maxLength={120}
              placeholder={t('palette.placeholder')}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setMarked('');
              }}
              onKeyDown={onKey}
            />
            <button type="button" className={styles.close} onClick={onClose}>
              {t('palette.close')}
            </button>
          </div>
          <Results id={id} groups={groups} markedId={options[at]?.id} words={words} onChoose={choose} />
          <p className={styles.keys}>{t('palette.keys')}</p>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
