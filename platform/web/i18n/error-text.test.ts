import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { ApiProblem } from '../api/problem.ts';
import { errorText, fieldText } from './error-text.ts';
import vi from './vi.json' with { type: 'json' };

beforeAll(async () => {
  const resources = { vi: { platform: vi, usage: { problems: { host_name: '“{{host}}” chưa phải tên miền' } } } };
  await i18next.init({ lng: 'vi', defaultNS: 'platform', resources, interpolation: { escapeValue: false } });
});

test('an error speaks the language of the screen; an unknown one keeps its title', () => {
  const problem = (code: string) => new ApiProblem({ code, status: 403, title: 'Title', detail: 'Detail' });
  expect(errorText(problem('platform.forbidden'))).toBe('Bạn không có quyền làm việc này');
  expect(errorText(problem('platform.unheard_of'))).toBe('Title');
});

describe('a bad field', () => {
  const text = (code: string, values = {}) => fieldText({ path: 'body.x', code, message: 'English', values });
  test('names the bound in the words for its kind of value', () => {
    expect(text('too_small', { origin: 'string', minimum: 12 })).toBe('Cần ít nhất 12 ký tự');
    expect(text('too_small', { origin: 'int', minimum: 1 })).toBe('Giá trị nhỏ nhất là 1');
    expect(text('invalid_format', { format: 'date' })).toBe('Ngày chưa đúng, ví dụ đúng: 30/11/2021');
    expect(text('invalid_format', { format: 'regex' })).toBe('Chưa đúng dạng, hãy xem ví dụ rồi nhập lại');
  });
  test("is told by its module's text, and by the server's words where there is none", () => {
    expect(text('usage.host_name', { host: 'a b' })).toBe('“a b” chưa phải tên miền');
    expect(text('usage.unheard_of')).toBe('English');
  });
});
