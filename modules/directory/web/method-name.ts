type MethodName = 'password' | 'code' | 'recovery' | 'passkey' | 'mail' | 'outside';

/** Name of a way in among the texts `method.*`, from how sessions keep it (`password+code`, `passkey`, `oidc:sso`). */
export function methodName(method: string): MethodName {
  const [first = '', second] = method.split('+');
  if (second === 'code' || second === 'recovery') return second;
  if (first === 'passkey') return first;
  if (first === 'invitation' || first === 'reset') return 'mail';
  return first.startsWith('oidc:') ? 'outside' : 'password';
}
