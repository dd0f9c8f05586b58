import { expect, test } from 'vitest';
import { sectionsOf, textOf } from './minutes-text.ts';

test('what is written comes back as it was', () => {
  const sections = [
    { heading: 'I. Thành phần', paragraphs: ['Chủ tọa: A.', 'Thư ký: B.'] },
    { heading: 'Kết thúc', paragraphs: [] },
  ];
  expect(sectionsOf(textOf(sections))).toEqual(sections);
});

test('lines before any heading are kept', () => {
  expect(sectionsOf('Một dòng\n\n# Sau')).toEqual([
    { heading: '', paragraphs: ['Một dòng'] },
    { heading: 'Sau', paragraphs: [] },
  ]);
});
