import type { Page } from 'playwright-core';

export interface Account {
  email: string;
  password: string;
}

const PASSWORD = 'NhipCau-2026';

/** Accounts of the sample province, as the README names them. */
export const ADMINISTRATOR: Account = { email: 'admin@khanhhoa.example', password: PASSWORD };
export const CLERK: Account = { email: 'chuyenvien.khcn@khanhhoa.example', password: PASSWORD };
export const VIEWER: Account = { email: 'nguoixem@khanhhoa.example', password: PASSWORD };

/** Signs in through the door, as a person does. */
export async function signIn(page: Page, url: string, { email, password }: Account): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: /^Chào / }).waitFor();
}
