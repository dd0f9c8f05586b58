import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from '../config/config.ts';

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** The way to the mail server of MAIL_URL; null when none is set. One connection, for the mails of one round. */
export function openTransport({ MAIL_URL, MAIL_FROM }: Config): Transporter | null {
  if (MAIL_URL === undefined) return null;
  const { protocol, hostname, port, username, password, searchParams } = new URL(MAIL_URL);
  const secure = protocol === 'smtps:';
  return createTransport(
    {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      // A password goes over the line only when nobody can listen.
      requireTLS: !secure && username !== '' && !isThisMachine(hostname),
      ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      ...(searchParams.get('verify') === 'off' && { tls: { rejectUnauthorized: false } }),
      pool: true,
      maxConnections: 1,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: MAIL_FROM },
  );
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
