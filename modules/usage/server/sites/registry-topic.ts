/** Emitted with every change of a site; registries of all processes read anew. No screen may hear it. */
export const REGISTRY_TOPIC = 'usage.registry';
