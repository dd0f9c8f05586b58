import { createHmac, hash } from 'node:crypto';
import type { SiteRegistry } from './sites.ts';

/** What may tell one visitor from another; the first that is given counts. */
export interface Person {
  userId: string;
  /** 16 hex digits: `cid`, else `_id`. */
  visitorId: string;
  address: string;
  userAgent: string;
  language: string;
}

export interface Visitors {
  /**
   * 64 bits, decimal, that stay the same for one person on one site and one day, and tell nothing once the day's salt
   * is destroyed. Undefined while the salt is not there. `imported`: a trusted hit of a day whose salt may be gone.
   */
  idOf(site: number, day: string, person: Person, imported: boolean): string | undefined;
}

/**
 * Person → SHA-256 of a key and what is known of the person → first 64 bits. The key is an HMAC of the node's secret
 * over the site, the day and its salt: without the secret nothing can be tried out, and without the salt not even by
 * us. As only an eighth of the hash leaves, it cannot be lengthened.
 */
export function openVisitors(visitorKey: Buffer, sites: SiteRegistry): Visitors {
  /** Each site's key of its newest day. */
  const keys = new Map<number, { day: string; key: string }>();

  function keyOf(site: number, day: string, imported: boolean): string | undefined {
    const known = keys.get(site);
    if (known !== undefined && known.day === day) return known.key;
    const salt = sites.saltOf(site, day);
    if (salt === undefined && !imported) return undefined;
    const key = createHmac('sha256', visitorKey)
      .update(`${site} ${day}\n`)
      .update(salt ?? 'imported')
      .digest('hex');
    // A key made without salt is not kept (the salt may still come), nor one of an earlier day: it would outlive its salt.
    if (salt !== undefined && (known === undefined || day > known.day)) keys.set(site, { day, key });
    return key;
  }

  return {
    idOf(site, day, person, imported) {
      const key = keyOf(site, day, imported);
      if (key === undefined) return undefined;
      const who =
        person.userId !== ''
          ? `user\n${person.userId}`
          : person.visitorId !== ''
            ? `id\n${person.visitorId}`
            : `seen\n${person.address}\n${person.userAgent}\n${person.language}`;
      return BigInt(`0x${hash('sha256', `${key}\n${who}`, 'hex').slice(0, 16)}`).toString();
    },
  };
}
