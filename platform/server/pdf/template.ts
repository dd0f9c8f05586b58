import { fileURLToPath } from 'node:url';

/** A Typst file beside the code that knows its data. It finds them by `json(bytes(sys.inputs.data))`. */
export interface PdfTemplate<Data extends object> {
  path: string;
  /** Only for the compiler: what the template wants to be given. */
  readonly data?: Data;
}
export type AnyTemplate = PdfTemplate<object>;

/** `definePdf<Evaluation>(new URL('./evaluation.typ', import.meta.url))` */
export function definePdf<Data extends object>(file: URL): PdfTemplate<Data> {
  return { path: fileURLToPath(file) };
}

export interface RenderedPdf {
  bytes: Uint8Array;
  pages: number;
  /** Where the template put its marks (`mark("number")` of paper.typ): page from 1, points from its top left corner. */
  places: { name: string; page: number; x: number; y: number }[];
}

/**
 * The parts of an administrative paper around its body, for `paper` of paper.typ.
 * @see Nghị định 30/2020/NĐ-CP, Phụ lục I
 */
export interface Paper {
  /** The agency above; null when there is none to name. */
  parent: string | null;
  agency: string;
  /** Null until the clerk gives it: room is left for it. */
  number: string | null;
  /** What follows the number, e.g. `BC-UBND`. */
  symbol: string;
  place: string;
  /** `2026-11-25`; null until it is issued: room is left for it. */
  day: string | null;
  /** The name of the kind (`Báo cáo`); null for an official letter, whose subject stands under the number. */
  kind: string | null;
  subject: string;
  /** “Kính gửi”; none for most kinds. */
  to: string[];
  /** “Nơi nhận”, without the dashes. */
  copies: string[];
  signer: {
    /** “TM. ỦY BAN NHÂN DÂN”, “KT. GIÁM ĐỐC”; null when the head signs for himself. */
    authority: string | null;
    position: string;
    name: string;
  };
  /** “MẬT”, “TỐI MẬT”; null for open papers. */
  secrecy: string | null;
  /** “KHẨN”, “HỎA TỐC”; null when it has time. */
  urgency: string | null;
}

/** What the process of the typesetter is asked. */
export interface Question {
  main: string;
  data: object;
  files: Record<string, Uint8Array>;
  /** Seconds since 1970. */
  madeAt: number;
}

export type Answer = RenderedPdf | { error: string };
