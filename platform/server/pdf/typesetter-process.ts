import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { lettersOf, onlyLetters } from './letters.ts';
import type { Answer, Question } from './template.ts';

/** Sets papers for its parent and ends with it. Templates import each other from the project's root. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Tinos has the widths of Times New Roman, which the decree asks for, and all Vietnamese letters. Apache-2.0. */
const FONTS = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map((name) =>
  readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`)),
);
/** Results of earlier papers are kept for so many later ones. */
const CACHE_PAPERS = 5;

const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: FONTS }] });
const letters = FONTS.map(lettersOf).reduce((common, one) => new Set([...common].filter((code) => one.has(code))));

process.on('message', (question: Question) => process.send?.(set(question)));
process.on('disconnect', () => process.exit());

/** Text in the data, as far as the font shows it. */
function shown(_: string, value: unknown): unknown {
  return typeof value === 'string' ? onlyLetters(value, letters) : value;
}

function set({ main, data, files, madeAt }: Question): Answer {
  try {
    for (const [name, bytes] of Object.entries(files)) {
      compiler.mapShadow(join(ROOT, 'files', name), Buffer.from(bytes));
    }
    const compiled = compiler.compile({
      mainFilePath: main,
      inputs: { data: JSON.stringify(data, shown) },
      resetRead: true,
    });
    const paper = compiled.result;
    if (paper === null) {
      const problem = compiled.takeDiagnostics();
      return { error: problem ? JSON.stringify(compiler.fetchDiagnostics(problem)) : 'no paper came out' };
    }
    const places = compiler.query(paper, { selector: '<place>', field: 'value' }) as { page: number }[];
    const bytes = compiler.pdf(paper, { pdfStandard: 'a-2a', creationTimestamp: madeAt });
    return { bytes, pages: paper.numOfPages, places: places as never };
  } catch (error) {
    return { error: (error as Error).message };
  } finally {
    compiler.resetShadow();
    compiler.evictCache(CACHE_PAPERS);
  }
}
