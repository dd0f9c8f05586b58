import { expect, test } from 'vitest';
import { servicesIn } from './services-in.ts';

test('codes and names come by tab, semicolon, comma or space, with quotes or without; empty lines are none', () => {
  const text =
    '1.001193\tĐăng ký khai sinh\n2.000815; Chứng thực bản sao, từ bản chính\n\n"1.004194","Đăng ký tạm trú"\n1.000894 Đăng ký kết hôn ';
  expect(servicesIn(text)).toEqual({
    services: [
      { code: '1.001193', name: 'Đăng ký khai sinh' },
      { code: '2.000815', name: 'Chứng thực bản sao, từ bản chính' },
      { code: '1.004194', name: 'Đăng ký tạm trú' },
      { code: '1.000894', name: 'Đăng ký kết hôn' },
    ],
    wrong: null,
  });
});

test('the first line that is no procedure is named', () => {
  expect(servicesIn('1.001193 Đăng ký khai sinh\nĐăng ký tạm trú').wrong).toBe(2);
  expect(servicesIn('1.001193').wrong).toBe(1);
  expect(servicesIn('').wrong).toBeNull();
});
