import type { Browser, CDPSession } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { codeAt } from '#platform/server/auth/totp/totp.ts';
import { startMailServer } from '#platform/server/testing/smtp.ts';
import { ADMINISTRATOR, signIn } from '../support/account.ts';
import { faultsOf, openBrowser, openWindow } from '../support/browser.ts';
import { look } from '../support/look.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';

const PASSWORD = 'bốn con cò bay lả';

async function windowOf(browser: Browser) {
  const context = await openWindow(browser, { bypassCSP: true });
  const page = await context.newPage();
  return { context, page, faults: faultsOf(page) };
}

/** The code that an authenticator program shows now for the key on the page, or some steps later. */
function codeOf(key: string, steps = 0): string {
  const bits = key
    .replace(/\s/g, '')
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g)?.map((eight) => Number.parseInt(eight, 2)) ?? [];
  return codeAt(Buffer.from(bytes), Math.floor(Date.now() / 30_000) + steps);
}

/** A security key that says yes, as the browser sees one. */
async function addSecurityKey(cdp: CDPSession): Promise<void> {
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('invited by mail, a first password, codes, a passkey, a reset: each way in and each way out', async () => {
  const server = await startMailServer();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const node = launch(['demo'], dataFolder(), port, {
    MAIL_URL: server.url,
    MAIL_FROM: 'Nhịp Cầu <no-reply@khanhhoa.example>',
    PUBLIC_URL: url,
  });
  const browser = await openBrowser();
  await ready(node);
  const mailTo = (address: string) =>
    vi.waitFor(
      () => {
        const mail = server.mails.findLast(({ to, source }) => to.includes(address) && source.includes('#'));
        expect(mail).toBeDefined();
        return mail?.source ?? '';
      },
      { timeout: 30_000, interval: 200 },
    );
  const linkIn = (source: string) => /http:\/\/localhost:\d+\/\w+#[\w-]+/.exec(source)?.[0] ?? '';

  const admin = await windowOf(browser);
  await signIn(admin.page, url, ADMINISTRATOR);
  const invited = await admin.page.evaluate(async () => {
    const { rows } = await (await fetch('/api/directory/people?limit=200')).json();
    return rows.find((row: { hasAccount: boolean; email: string | null }) => !row.hasAccount && row.email);
  });
  await admin.page.goto(`${url}/people?open=${invited.id}`);
  await admin.page.getByRole('button', { name: 'Mời tạo tài khoản' }).click();
  await admin.page.getByText('Lời mời đã vào hộp thư đi').waitFor();

  const { context, page, faults } = await windowOf(browser);
  await page.goto(linkIn(await mailTo(invited.email)));
  await page.getByRole('heading', { name: 'Chào mừng bạn' }).waitFor();
  await look(page, 'invitation');
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(`${invited.name} 2026`);
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await page.getByText('Mật khẩu chứa tên của bạn').waitFor();
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await page.getByRole('heading', { name: /^Chào / }).waitFor();

  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('link', { name: 'Tài khoản của tôi' }).click();
  await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
  await look(page, 'account');
  await page.getByRole('button', { name: 'Bật mã xác thực' }).click();
  const key = await page.locator('.key').innerText();
  await page.locator('.qr path').waitFor();
  await look(page, 'codes');
  await page.getByLabel('Mã 6 số mà ứng dụng đang hiện').fill(codeOf(key));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByText('Hãy cất các mã khôi phục này.').waitFor();
  const recovery = await page.locator('.recovery code').allInnerTexts();
  expect(recovery).toHaveLength(10);
  await look(page, 'recovery-codes');
  await page.getByRole('button', { name: 'Tôi đã cất' }).click();
  await page.getByText('Còn 10 mã khôi phục').waitFor();

  await addSecurityKey(await context.newCDPSession(page));
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await page.getByLabel('Tên khóa').fill('Máy ở cơ quan');
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  await page.getByText('Máy ở cơ quan').waitFor();
  await look(page, 'account-full');

  await page.request.delete(`${url}/api/session`);
  await page.goto(`${url}/sign-in`);
  await look(page, 'sign-in');
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
  await page.getByRole('heading', { name: /^Chào / }).waitFor();

  await page.request.delete(`${url}/api/session`);
  await page.goto(`${url}/sign-in?next=%2Faccount`);
  await page.getByLabel('Thư điện tử').fill(invited.email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: 'Xác thực lớp thứ hai' }).waitFor();
  await look(page, 'second-step');
  await page.getByLabel('Mã 6 số').fill('000000');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByText('Mã không đúng hoặc đã được dùng').waitFor();
  await page.getByLabel('Mã 6 số').fill(recovery[0] ?? '');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByText('Còn 9 mã khôi phục').waitFor();

  const forgetful = await windowOf(browser);
  await forgetful.page.goto(`${url}/sign-in`);
  await forgetful.page.getByRole('link', { name: 'Quên mật khẩu?' }).click();
  await forgetful.page.getByLabel('Thư điện tử').fill('nguoixem@khanhhoa.example');
  await look(forgetful.page, 'forgotten');
  await forgetful.page.getByRole('button', { name: 'Gửi liên kết' }).click();
  await forgetful.page.getByText(/thư sẽ đến trong ít phút/).waitFor();
  const link = linkIn(await mailTo('nguoixem@khanhhoa.example'));
  await forgetful.page.goto(link);
  await forgetful.page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD);
  await forgetful.page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await forgetful.page.getByRole('heading', { name: /^Chào / }).waitFor();
  await forgetful.page.goto('about:blank');
  await forgetful.page.goto(link);
  await forgetful.page.getByText('Liên kết này đã được dùng hoặc đã hết hạn.').waitFor();
  await look(forgetful.page, 'link-over');

  // Browsers tell each refused answer on their console: the weak password and the wrong code are meant.
  expect(faults.filter((fault) => !/status of (400|401)/.test(fault))).toEqual([]);
  // No token of a link has reached the log.
  expect(node.output()).not.toContain(link.split('#')[1]);
}, 300_000);
