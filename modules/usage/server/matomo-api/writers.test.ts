import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { jsonOf } from './answer.ts';
import { csvText } from './write-csv.ts';
import { xmlError, xmlOf } from './write-xml.ts';

const table: Answer = {
  kind: 'table',
  rows: [
    { label: 'A & "B" <c>\u0001', nb_visits: 2, subtable: [{ label: 'x', nb_visits: 1 }] },
    { label: '=1+1, z', nb_visits: 1 },
  ],
};
const map: Answer = {
  kind: 'map',
  key: 'idSite',
  entries: [
    ['1', { kind: 'map', key: 'date', entries: [['2026-11-24', table]] }],
    ['2', { kind: 'map', key: 'date', entries: [['2026-11-24', { kind: 'table', rows: [] }]] }],
  ],
};

test('XML, nested by site and date, without what XML cannot hold', () => {
  expect(xmlOf(map).split('\n')).toEqual([
    '<?xml version="1.0" encoding="utf-8" ?>',
    '<results>',
    '\t<result idSite="1">',
    '\t\t<result date="2026-11-24">',
    '\t\t\t<row>',
    '\t\t\t\t<label>A &amp; &quot;B&quot; &lt;c&gt;</label>',
    '\t\t\t\t<nb_visits>2</nb_visits>',
    '\t\t\t\t<subtable>',
    '\t\t\t\t\t<row>',
    '\t\t\t\t\t\t<label>x</label>',
    '\t\t\t\t\t\t<nb_visits>1</nb_visits>',
    '\t\t\t\t\t</row>',
    '\t\t\t\t</subtable>',
    '\t\t\t</row>',
    '\t\t\t<row>',
    '\t\t\t\t<label>=1+1, z</label>',
    '\t\t\t\t<nb_visits>1</nb_visits>',
    '\t\t\t</row>',
    '\t\t</result>',
    '\t</result>',
    '\t<result idSite="2">',
    '\t\t<result date="2026-11-24" />',
    '\t</result>',
    '</results>',
  ]);
  expect(xmlOf({ kind: 'value', value: '5.2.0' })).toContain('<result>5.2.0</result>');
  expect(xmlOf({ kind: 'record', row: { nb_visits: 3 } })).toContain('<result>\n\t<nb_visits>3</nb_visits>\n</result>');
  expect(xmlError('no "such"')).toContain('<error message="no &quot;such&quot;" />');
});

test('CSV: one table whose first columns name site and date; no formula for a spreadsheet', async () => {
  expect((await csvText(map)).slice(1).split('\r\n')).toEqual([
    'idSite,date,label,nb_visits',
    '1,2026-11-24,"A & ""B"" <c>\u0001",2',
    '1,2026-11-24,"\'=1+1, z",1',
    '',
  ]);
});

test('JSON: objects by site and date', () => {
  expect(jsonOf(map)).toMatchObject({ '1': { '2026-11-24': [{ nb_visits: 2 }, {}] }, '2': { '2026-11-24': [] } });
  expect(jsonOf({ kind: 'value', value: 4 })).toEqual({ value: 4 });
});
