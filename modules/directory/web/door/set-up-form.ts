import type { FieldProblem } from '#platform/errors.ts';
import type { NodeKind, SetUpNode } from '../../contract.ts';
import { PASSWORD_MIN_LENGTH } from '../../contract.ts';
import { passwordText } from './problem-text.ts';
import type { DoorKey, DoorText } from './use-door-text.ts';

export interface SetUpForm {
  sample: boolean;
  kind: NodeKind;
  nodeName: string;
  nodeCode: string;
  name: string;
  email: string;
  password: string;
}

export const NEW_SET_UP: SetUpForm = {
  sample: false,
  kind: 'province',
  nodeName: '',
  nodeCode: '',
  name: '',
  email: '',
  password: '',
};

export type SetUpErrors = Partial<Record<keyof SetUpForm, string>>;

/** Level 1 of the identifier (QĐ 20/2020/QĐ-TTg): a letter for the kind of body and two figures. */
const CODE = /^[A-Z]\d{2}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is missing or wrong, by field, in words that say how to mend it. The server checks all of it again. */
export function checkSetUp(form: SetUpForm, t: DoorText): SetUpErrors {
  const left = PASSWORD_MIN_LENGTH - form.password.length;
  return {
    ...(!form.sample && !form.nodeName.trim() && { nodeName: t('missing.nodeName') }),
    ...(!form.sample && !CODE.test(form.nodeCode.trim()) && { nodeCode: t('missing.nodeCode') }),
    ...(!form.name.trim() && { name: t('missing.name') }),
    ...(!EMAIL.test(form.email.trim()) && { email: form.email.trim() ? t('wrong.email') : t('missing.email') }),
    ...(left > 0 && {
      password: form.password ? t('wrong.short', { min: PASSWORD_MIN_LENGTH, left }) : t('missing.password'),
    }),
  };
}

/** The form as the server wants it. */
export function setUpBody(form: SetUpForm): SetUpNode {
  const { sample, kind, name, password } = form;
  return {
    sample,
    ...(!sample && { node: { name: form.nodeName, code: form.nodeCode.trim().toUpperCase(), kind } }),
    administrator: { name, email: form.email.trim(), password },
  };
}

const SERVER_FIELDS: Record<string, [keyof SetUpForm, DoorKey]> = {
  'body.node.name': ['nodeName', 'wrong.name'],
  'body.node.code': ['nodeCode', 'errors.codeInvalid'],
  'body.administrator.name': ['name', 'wrong.name'],
  'body.administrator.email': ['email', 'wrong.email'],
};

/** The server's bad fields at their places in this form, in the reader's words. */
export function serverErrors(fields: readonly FieldProblem[], t: DoorText): SetUpErrors {
  const known = fields.flatMap((field) => {
    if (field.path === 'body.administrator.password') return [['password', passwordText(field, t)]];
    const place = SERVER_FIELDS[field.path];
    return place ? [[place[0], t(place[1])]] : [];
  });
  return Object.fromEntries(known);
}
