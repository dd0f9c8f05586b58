import { asAddress, withoutEscapes } from './escapes.ts';

const REQUEST = /^([A-Z]{3,20}) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const WHOLE = /^https?:\/\/([^/?#]*)(.*)$/i;

/** `GET /tin-tuc?p=2 HTTP/1.1`, taken apart; null when it is no request. One to a proxy names its host. */
export function readRequest(raw: string): { method: string; target: string; host: string } | null {
  const [, method, given] = REQUEST.exec(withoutEscapes(raw)) ?? [];
  if (method === undefined || given === undefined) return null;
  const target = asAddress(given);
  if (target.startsWith('/')) return { method, target, host: '' };
  const [, host, rest] = WHOLE.exec(target) ?? [];
  if (host === undefined) return null;
  return { method, target: rest?.startsWith('/') ? rest : `/${rest ?? ''}`, host };
}
