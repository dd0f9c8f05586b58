/**
 * The given name, which stands last. Vietnamese lists of people stand by it, then by the whole name from the family
 * name on. It is compared on its own: as one text with the rest, tones would count only after all other letters.
 */
export function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? '';
}
