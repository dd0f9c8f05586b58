import type { Config, OidcProvider } from '../../config/config.ts';

/** How a session opened through this provider is called: `oidc:sso`. Also its name among an account's credentials. */
export function methodOf({ id }: Pick<OidcProvider, 'id'>): string {
  return `oidc:${id}`;
}

/** Has whoever came this way shown a second factor already, though not to us? */
export function provesFactor({ OIDC_PROVIDERS }: Config, method: string): boolean {
  return OIDC_PROVIDERS.some((provider) => provider.secondFactor && methodOf(provider) === method);
}
