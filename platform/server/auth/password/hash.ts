import { hashPassword as scrypt } from 'better-auth/crypto';
import { platformErrors } from '../../../errors.ts';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Hash of a password, to be stored. scrypt with a salt of its own. @throws platform.input_invalid */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) {
    const message = `A password has from ${PASSWORD_MIN} to ${PASSWORD_MAX} characters; this one has ${password.length}.`;
    throw platformErrors.fail('platform.input_invalid', {
      fields: [
        { path: 'body.password', code: 'length', message, values: { minimum: PASSWORD_MIN, maximum: PASSWORD_MAX } },
      ],
    });
  }
  return scrypt(password);
}
