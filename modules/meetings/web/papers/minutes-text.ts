import type { MinutesSection } from '../../contract.ts';

/*
 * Minutes as one text to be edited: a heading stands on a line that begins with `# `, every other line is a paragraph.
 */

export function textOf(sections: readonly MinutesSection[]): string {
  return sections.map(({ heading, paragraphs }) => [`# ${heading}`, ...paragraphs].join('\n')).join('\n\n');
}

/** What stands before the first heading gets an empty one. */
export function sectionsOf(text: string): MinutesSection[] {
  const sections: MinutesSection[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('# ')) sections.push({ heading: line.slice(2).trim(), paragraphs: [] });
    else if (line !== '') {
      if (sections.length === 0) sections.push({ heading: '', paragraphs: [] });
      sections.at(-1)?.paragraphs.push(line);
    }
  }
  return sections;
}
