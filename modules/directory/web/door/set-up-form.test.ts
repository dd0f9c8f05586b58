import { expect, test } from 'vitest';
import { SetUpNode } from '../../contract.ts';
import { checkSetUp, NEW_SET_UP, type SetUpForm, serverErrors, setUpBody } from './set-up-form.ts';

const t = (key: string) => key;
const administrator = { name: 'Nguyễn Thị Ánh', email: 'anh@khanhhoa.gov.vn', password: 'mot cau that dai' };
const good: SetUpForm = { ...NEW_SET_UP, ...administrator, nodeName: 'Tỉnh Khánh Hòa', nodeCode: 'h32' };

test('an empty form names every field, the sample asks for the administrator only', () => {
  expect(Object.keys(checkSetUp(NEW_SET_UP, t))).toEqual(['nodeName', 'nodeCode', 'name', 'email', 'password']);
  expect(Object.keys(checkSetUp({ ...NEW_SET_UP, sample: true }, t))).toEqual(['name', 'email', 'password']);
});

test('a good form passes here and at the server', () => {
  for (const form of [good, { ...good, sample: true }]) {
    expect(checkSetUp(form, t)).toEqual({});
    expect(SetUpNode.safeParse(setUpBody(form)).success).toBe(true);
  }
  expect(setUpBody(good).node?.code).toBe('H32');
});

test('what the server refuses stands at its field', () => {
  const problem = (path: string) => ({ path, code: 'custom', message: 'No' });
  expect(serverErrors([problem('body.administrator.email'), problem('body.other')], t)).toEqual({
    email: 'wrong.email',
  });
});
