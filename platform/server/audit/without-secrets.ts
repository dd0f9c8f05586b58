const SECRET = /password|secret|token|salt|private_?key|api_?key|otp/i;

/** A copy of a JSON value in which fields that name a secret hold `[removed]`. For audit rows and log lines. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, SECRET.test(key) ? '[removed]' : withoutSecrets(inner)]),
    );
  }
  return value;
}
