import { createClient } from '#platform/web/api/client.ts';
import type { SessionPort } from '#platform/web/session.ts';
import { directoryContract } from '../../contract.ts';

const directory = createClient('directory', directoryContract);

/** Tells the shell who works in it. */
export const sessionPort: SessionPort = {
  async load() {
    const { node, person } = await directory.getSession();
    if (!node || !person) return null;
    // Until a second factor is set up nothing else opens.
    if (person.mustEnrol) location.replace('/account');
    return {
      nodeName: node.name,
      person: {
        name: person.name,
        email: person.email,
        unitName: person.unit?.name ?? null,
        position: person.position,
      },
      hats: person.hats.map(({ id, kind, position, unit, onBehalfOf, on }) => ({
        id,
        kind,
        position,
        unitName: unit.shortName,
        onBehalfOf: onBehalfOf?.name ?? null,
        on,
      })),
      permissions: new Set(person.permissions),
    };
  },
  async end() {
    await directory.signOut();
  },
  async wear({ kind, id }) {
    await directory.wearHat({ body: { kind, id } });
  },
};
