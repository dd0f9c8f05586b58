import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '#platform/web/i18n/error-text.ts';
import type { Assignment, Grant, Person } from '../../contract.ts';
import { directory } from '../api.ts';
import { AddPostForm, ChangePersonForm, ChangePostForm, EndPersonForm, EndPostForm } from './act-forms.tsx';
import { DelegateForm } from './delegate-form.tsx';
import { Delegations } from './delegations.tsx';
import { GrantForm } from './grant-form.tsx';
import styles from './people.module.css';
import { GrantItem, PostItems } from './person-parts.tsx';
import { usePersonChange } from './use-person-change.ts';

type Act = 'change' | 'addPost' | 'delegate' | 'grant' | 'end';
type PostAct = { post: Assignment; does: 'change' | 'end' };

/** Posts, rights and what is lent; what may be done, one form at a time. */
export function PersonBody({ person }: { person: Person }) {
  const { t } = useTranslation('directory');
  const [act, setAct] = useState<Act | PostAct | null>(null);
  const { can } = person;
  const done = () => setAct(null);
  const acts: [Act, string, boolean][] = [
    ['delegate', t('delegate.title'), can.delegate],
    ['addPost', t('act.addPost'), can.assign],
    ['grant', t('grant.title'), can.grantRole && person.assignments.length > 0],
    ['change', t('act.change'), can.change],
    ['end', t('act.end'), can.end],
  ];
  const open = acts.filter(([, , may]) => may);
  const posts = (items: Assignment[]) => (
    <PostItems
      posts={items}
      act={(post) =>
        can.posts.includes(post.id) && (
          <span className={styles.acts}>
            {(['change', 'end'] as const).map((does) => (
              <Button key={does} size="compact-sm" variant="default" onClick={() => setAct({ post, does })}>
                {does === 'change' ? t('act.changePost') : t('act.endPost')}
              </Button>
            ))}
          </span>
        )
      }
    />
  );
  return (
    <>
      {open.length > 0 && act === null && (
        <div className={styles.acts} role="group" aria-label={t('act.acts')}>
          {open.map(([name, label]) => (
            <Button key={name} size="compact-md" variant="default" onClick={() => setAct(name)}>
              {label}
            </Button>
          ))}
        </div>
      )}
      {act === 'change' && <ChangePersonForm person={person} onDone={done} />}
      {act === 'addPost' && <AddPostForm person={person} onDone={done} />}
      {act === 'delegate' && <DelegateForm person={person} onDone={done} />}
      {act === 'grant' && <GrantForm person={person} onDone={done} />}
      {act === 'end' && <EndPersonForm person={person} onDone={done} />}
      {act !== null && typeof act === 'object' && act.does === 'change' && (
        <ChangePostForm key={act.post.id} post={act.post} onDone={done} />
      )}
      {act !== null && typeof act === 'object' && act.does === 'end' && (
        <EndPostForm key={act.post.id} post={act.post} onDone={done} />
      )}
      <h3 className={styles.heading}>{t('person.posts')}</h3>
      {person.assignments.length > 0 ? posts(person.assignments) : <p>{t('person.left')}</p>}
      {person.pastAssignments.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('person.otherPosts')}</h3>
          {posts(person.pastAssignments)}
        </>
      )}
      <Delegations person={person} />
      {person.grants.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('person.roles')}</h3>
          <ul className={styles.items}>
            {person.grants.map((grant) => (
              <GrantItem key={grant.id} grant={grant} act={can.grants.includes(grant.id) && <Revoke grant={grant} />} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Revoke({ grant }: { grant: Grant }) {
  const { t } = useTranslation('directory');
  const revoke = usePersonChange(() => directory.revokeGrant({ params: { id: grant.id } }));
  return (
    <>
      <Button size="compact-sm" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
        {t('act.revokeGrant')}
      </Button>
      {revoke.error && <p role="alert">{errorText(revoke.error)}</p>}
    </>
  );
}
