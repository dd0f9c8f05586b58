/**
 * The order of Vietnamese lists of people: by given name, which stands last, then by family and middle names.
 * `Nguyễn Thị Ánh` sorts as `Ánh Nguyễn Thị`.
 */
export function sortName(name: string): string {
  const words = name.trim().split(/\s+/);
  const given = words.pop() ?? '';
  return [given, ...words].join(' ');
}
