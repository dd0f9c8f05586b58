import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface ReceivedMail {
  to: string[];
  /** The mail as it came, headers and all parts, transfer encoding undone where it is quoted-printable. */
  source: string;
}

export interface TestMailServer {
  /** For MAIL_URL. */
  url: string;
  mails: ReceivedMail[];
  /** Answers the next recipients with this code; null: takes them again. */
  refuse(code: number | null): void;
}

/** A real SMTP server on a port of its own, with a password; it goes with the test. */
export async function startMailServer(): Promise<TestMailServer> {
  const mails: ReceivedMail[] = [];
  let refusal: number | null = null;
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'nhipcau' && password === 'thư & mật khẩu'
        ? done(null, { user: username })
        : done(new Error('Invalid login')),
    onRcptTo: (_address, _session, done) =>
      done(refusal === null ? null : Object.assign(new Error('Not now or never'), { responseCode: refusal })),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, source: readable(Buffer.concat(parts)) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  const password = encodeURIComponent('thư & mật khẩu');
  return {
    url: `smtp://nhipcau:${password}@127.0.0.1:${port}`,
    mails,
    refuse: (code) => {
      refusal = code;
    },
  };
}

/** Undoes quoted-printable (RFC 2045 §6.7) over the whole source, which is enough to read a mail in a test. */
function readable(source: Buffer): string {
  const joined = source.toString('latin1').replace(/=\r\n/g, '');
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
