import { z } from 'zod';

/** What the entry of a published vote says; what it does not say is left out of the sentence. */
const Told = z.object({
  title: z.string(),
  question: z.string(),
  visibility: z.string(),
  threshold: z.looseObject({ kind: z.string(), source: z.string() }),
  result: z.looseObject({
    members: z.string().nullable(),
    present: z.string().nullable(),
    valid: z.string().nullable(),
    invalid: z.string().nullable(),
    cast: z.string().nullable(),
    options: z.array(
      z.looseObject({
        label: z.string().optional(),
        yes: z.string().nullable(),
        no: z.string().nullable(),
        abstain: z.string().nullable(),
        percent: z.string().nullable(),
        outcome: z.string(),
      }),
    ),
  }),
});

const HOW: Record<string, string> = {
  open: 'biểu quyết công khai',
  named: 'biểu quyết ghi tên',
  secret: 'bỏ phiếu kín',
  by_hand: 'kiểm phiếu bằng tay',
};
const OUTCOME: Record<string, string> = {
  passed: 'được thông qua',
  failed: 'không được thông qua',
  tie: 'ngang phiếu',
  counted: 'đã kiểm phiếu',
  unknown: 'thiếu số liệu',
};

/** One vote in one sentence of the minutes: the question, how it was voted, all numbers, what came out and by which rule. */
export function voteSentence(data: unknown): string | null {
  const told = Told.safeParse(data);
  if (!told.success) return null;
  const { question, visibility, threshold, result } = told.data;
  const one = result.options.length === 1;
  const options = result.options.map((option, at) => {
    const name = one ? '' : `${option.label ?? `Phương án ${at + 1}`}: `;
    const counts = [
      `tán thành ${number(option.yes)}`,
      `không tán thành ${number(option.no)}`,
      option.abstain !== null && `không biểu quyết ${number(option.abstain)}`,
    ].filter(Boolean);
    const share = option.percent === null ? '' : ` (${number(option.percent)} %)`;
    return `${name}${counts.join(', ')}; ${OUTCOME[option.outcome] ?? option.outcome}${share}`;
  });
  const heads = `tổng số ${number(result.members)}, có mặt ${number(result.present)}, bỏ phiếu ${number(result.cast)}, không hợp lệ ${number(result.invalid)}`;
  const rule = threshold.source === '' ? '' : ` Căn cứ: ${threshold.source}.`;
  return `Biểu quyết: “${question}” (${HOW[visibility] ?? visibility}): ${heads}; ${options.join('; ')}.${rule}`;
}

/** `12.000000` → `12`, `66.667` → `66,667`; what is not known is a dash. */
function number(text: string | null): string {
  if (text === null) return '–';
  return (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace('.', ',');
}
