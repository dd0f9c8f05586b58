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
  const keys = new Map<string, string>();
  let newestDay = '';

  function keyOf(site: number, day: string, imported: boolean): string | undefined {
    const name = `${site} ${day}`;
    let key = keys.get(name);
    if (key === undefined) {
      const salt = sites.saltOf(site, day);
      if (salt === undefined && !imported) return undefined;
      key = createHmac('sha256', visitorKey)
        .update(`${name}\n`)
        .update(salt ?? 'imported')
        .digest('hex');
      // A key made without salt is not remembered: the salt may still come.
      if (salt === undefined) return key;
      // With each new day all keys are made anew, so that none outlives its salt.
      if (day > newestDay) {
        newestDay = day;
        keys.clear();
      }
      keys.set(name, key);
    }
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
