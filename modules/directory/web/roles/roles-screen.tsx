import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Page, useUrlParam } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { RoleMatrix } from '../../contract.ts';
import { directory } from '../api.ts';
import { Holders } from './holders.tsx';
import { usePermissionName } from './permission-name.ts';
import { RoleForm } from './role-form.tsx';
import styles from './roles.module.css';

type MatrixRole = RoleMatrix['roles'][number];

/** Which role means what, who holds it where and why; roles are changed by who holds all of them. */
export function RolesScreen() {
  const { t } = useTranslation('directory');
  const [role, setRole] = useUrlParam('role');
  const [permission, setPermission] = useUrlParam('permission');
  const [writing, setWriting] = useState<MatrixRole | 'new' | null>(null);
  const query = useQuery(directory.getRoleMatrix.query());
  const matrix = query.data;
  const chosen = matrix?.roles.find(({ id }) => id === role);
  return (
    <Page
      title={t('roles.title')}
      lead={t('roles.lead')}
      actions={matrix?.can.create && <Button onClick={() => setWriting('new')}>{t('roles.new')}</Button>}
    >
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {!query.error && !matrix && <div className={styles.waiting} aria-busy="true" />}
      {matrix && writing !== null && (
        <RoleForm
          key={writing === 'new' ? 'new' : writing.id}
          role={writing === 'new' ? null : writing}
          permissions={matrix.permissions}
          onDone={() => setWriting(null)}
        />
      )}
      {matrix && (
        <Matrix
          matrix={matrix}
          chosen={role}
          permission={permission}
          onRole={(id) => {
            setPermission('');
            setRole(id);
          }}
          onPermission={setPermission}
        />
      )}
      {chosen && <Chosen role={chosen} onChange={() => setWriting(chosen)} />}
      {(role !== '' || permission !== '') && <Holders roleId={role} permission={permission} />}
    </Page>
  );
}

interface MatrixProps {
  matrix: RoleMatrix;
  chosen: string;
  permission: string;
  onRole(id: string): void;
  onPermission(permission: string): void;
}

function Matrix({ matrix, chosen, permission, onRole, onPermission }: MatrixProps) {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const nameOf = usePermissionName();
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{t('roles.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {matrix.roles.map((role) => (
              <th key={role.id} scope="col" data-chosen={role.id === chosen || undefined}>
                <button type="button" aria-pressed={role.id === chosen} onClick={() => onRole(role.id)}>
                  {role.name}
                  <span>{t('roles.holders', { count: role.holders, shown: format.number(role.holders) })}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.permissions.map((one) => (
            <tr key={one} data-chosen={one === permission || undefined}>
              <th scope="row">
                <button type="button" aria-pressed={one === permission} onClick={() => onPermission(one)}>
                  {nameOf(one)}
                </button>
              </th>
              {matrix.roles.map((role) => (
                <td key={role.id}>
                  {role.covers.includes(one) ? (
                    <span className={styles.yes}>
                      <span aria-hidden>●</span>
                      <span className="visually-hidden">{t('roles.yes')}</span>
                    </span>
                  ) : (
                    <span className="visually-hidden">{t('roles.no')}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Chosen({ role, onChange }: { role: MatrixRole; onChange(): void }) {
  const { t } = useTranslation('directory');
  const nameOf = usePermissionName();
  return (
    <section className={styles.chosen} aria-labelledby="chosen-role">
      <h2 id="chosen-role">{role.name}</h2>
      <p>{role.description}</p>
      {role.can.change ? (
        <Button variant="default" onClick={onChange}>
          {t('roles.change')}
        </Button>
      ) : (
        <p className={styles.quiet}>
          {role.lacks === null ? t('roles.readOnly') : t('roles.lacks', { permission: nameOf(role.lacks) })}
        </p>
      )}
    </section>
  );
}
