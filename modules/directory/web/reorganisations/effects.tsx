import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/use-format.ts';
import type { MoveProblem, ReorganisationEffects } from '../../contract.ts';
import styles from './reorganisations.module.css';

interface EffectsProps {
  effects: ReorganisationEffects;
  /** Shows a move. */
  onOpen(moveId: string): void;
  onClose(): void;
}

/** All that applying would change: first what is in the way, then what changes, then what others have open. */
export function Effects({ effects, onOpen, onClose }: EffectsProps) {
  const { t } = useTranslation('directory');
  const { ends, founded, renamed, moved, codes, posts, roles, lent, work, problems } = effects;
  return (
    <section className={styles.effects} aria-labelledby="effects" aria-live="polite">
      <div className={styles.panelHead}>
        <h2 id="effects">
          {problems.length > 0 ? t('effects.blocked', { count: problems.length }) : t('effects.ready')}
        </h2>
        <CloseButton aria-label={t('reorganisation.close')} onClick={onClose} />
      </div>
      {problems.length > 0 && <Problems problems={problems} onOpen={onOpen} />}
      <Part title={t('effects.ends', { count: ends.count })} count={ends.count}>
        {ends.rows.map(({ agency, heirs }) => (
          <li key={agency.id}>
            {agency.name}
            {heirs.length > 0 && ` → ${heirs.map(({ name }) => name).join(', ')}`}
          </li>
        ))}
      </Part>
      <Part title={t('effects.founded', { count: founded.count })} count={founded.count}>
        {founded.rows.map(({ agency }) => (
          <li key={agency.id}>{agency.name}</li>
        ))}
      </Part>
      <Part title={t('effects.renamed', { count: renamed.count })} count={renamed.count}>
        {renamed.rows.map(({ agency, name }) => (
          <li key={agency.id}>
            {agency.name} → {name}
          </li>
        ))}
      </Part>
      <Part title={t('effects.moved', { count: moved.count })} count={moved.count}>
        {moved.rows.map(({ agency, from, to }) => (
          <li key={agency.id}>
            {agency.name}: {from?.name} → {to?.name}
          </li>
        ))}
      </Part>
      <Part title={t('effects.codes', { count: codes.count })} count={codes.count}>
        {codes.rows.map(({ agency, system, code, what }) => (
          <li key={`${agency.id} ${system} ${code} ${what}`}>{t(`codeEffect.${what}`, { code, name: agency.name })}</li>
        ))}
      </Part>
      <Part title={t('effects.posts', { count: posts.count, ending: effects.postsEnding })} count={posts.count}>
        {posts.rows.map(({ person, position, from, to, joined }) => (
          <li key={`${person} ${position} ${from.id}`}>
            {person}, {position}, {from.name} → {to ? to.name : t('effects.over')}
            {joined && ` (${t('effects.joined')})`}
          </li>
        ))}
      </Part>
      <Part title={t('effects.roles', { count: roles.count, ending: effects.rolesEnding })} count={roles.count}>
        {roles.rows.map(({ person, role, from, to, ends: over }) => (
          <li key={`${person} ${role} ${from?.id}`}>
            {person}, {role}, {from?.name ?? t('effects.node')} →{' '}
            {over ? t('effects.over') : (to?.name ?? t('effects.node'))}
          </li>
        ))}
      </Part>
      <Part title={t('effects.lent', { count: lent.count })} count={lent.count}>
        {lent.rows.map(({ giver, taker, agency }) => (
          <li key={`${giver} ${taker} ${agency.id}`}>
            {giver} → {taker}, {agency.name}
          </li>
        ))}
      </Part>
      <Part title={t('effects.work', { count: work.length })} count={work.length}>
        {work.map((one) => (
          <li key={`${one.module} ${one.what} ${one.agency.id}`}>
            {one.agency.name}: <WorkText module={one.module} what={one.what} count={one.count} />{' '}
            {one.examples.map(({ label, path }, i) => (
              <span key={path}>
                {i > 0 && ', '}
                <Link to={path}>{label}</Link>
              </span>
            ))}
          </li>
        ))}
      </Part>
    </section>
  );
}

/** The words are those of the module that has the work. */
function WorkText({ module, what, count }: { module: string; what: string; count: number }) {
  const { t } = useTranslation(module as 'directory');
  return t(what as 'nav.wheel', { count });
}

function Problems({ problems, onOpen }: { problems: MoveProblem[]; onOpen(moveId: string): void }) {
  const { t } = useTranslation('directory');
  return (
    <ul className={styles.problems}>
      {problems.map(({ code, moveId, agency, detail }) => {
        const text = t(`moveProblem.${code}`, { name: agency?.name ?? '', detail: detail ?? '' });
        return (
          <li key={`${code} ${moveId} ${agency?.id} ${detail}`}>
            {moveId ? (
              <button type="button" className={styles.link} onClick={() => onOpen(moveId)}>
                {text}
              </button>
            ) : (
              text
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode[] }) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  if (count === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {children}
        {children.length < count && <li>{t('effects.more', { shown: format.number(count - children.length) })}</li>}
      </ul>
    </details>
  );
}
