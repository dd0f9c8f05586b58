/** Key of the words for a way in, as sessions keep it (`password+code`, `passkey`, `oidc:sso`). */
export function methodKey(method: string) {
  const [first = '', second] = method.split('+');
  if (second === 'code') return 'method.code';
  if (second === 'recovery') return 'method.recovery';
  if (first === 'passkey') return 'method.passkey';
  if (first === 'invitation' || first === 'reset') return 'method.mail';
  return first.startsWith('oidc:') ? 'method.outside' : 'method.password';
}
