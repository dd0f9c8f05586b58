import { expect, test } from 'vitest';
import { ADMINISTRATOR, signIn } from '../support/account.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { look } from '../support/look.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';
import { settled } from '../support/settled.ts';

test('who is in, who was kept out, who may do what and why, what mail waits', async () => {
  const port = await freePort();
  const node = launch(['demo'], dataFolder(), port);
  const browser = await openBrowser();
  await ready(node);
  const page = await (await openWindow(browser, { bypassCSP: true })).newPage();
  const faults = faultsOf(page);
  await page.request.post(`${node.url}/api/session`, { data: { email: 'lanhdao@khanhhoa.example', password: 'sai' } });
  await signIn(page, node.url, ADMINISTRATOR);
  const person = await page.evaluate(async () => {
    const { rows } = await (await fetch('/api/directory/people?limit=200')).json();
    const found = rows.find((row: { hasAccount: boolean; email: string | null }) => !row.hasAccount && row.email);
    await fetch(`/api/directory/people/${found.id}/invitation`, { method: 'POST' });
    return found;
  });

  await page.goto(`${node.url}/security`);
  await page.getByText('phiên này').waitFor();
  await look(page, 'security-sessions');
  await page.getByRole('tab', { name: 'Đăng nhập bị từ chối' }).click();
  await page.getByText('lanhdao@khanhhoa.example').waitFor();
  await look(page, 'security-refusals');
  await page.getByRole('tab', { name: 'Ai có quyền gì' }).click();
  await page.getByText('Nguyễn Quản Trị', { exact: true }).first().waitFor();
  await settled(page);
  await look(page, 'security-rights');
  await page.getByRole('tab', { name: 'Xác thực hai lớp' }).click();
  await page.getByRole('switch', { name: 'Bắt buộc hai lớp với vai trò Lãnh đạo' }).waitFor();
  await look(page, 'security-roles');
  await page.getByRole('tab', { name: 'Hộp thư đi' }).click();
  await page.getByText('Chưa đặt máy chủ thư (MAIL_URL)').waitFor();
  await page.getByRole('button', { name: `Chép liên kết của lời mời tới ${person.email}` }).click();
  await page.getByText(/\/invitation#[\w-]{43}/).waitFor();
  await look(page, 'security-mails');
  expect(faults).toEqual([]);
});
