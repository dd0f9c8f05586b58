import type { MinutesSection } from '../../contract.ts';
import { voteSentence } from './vote-sentence.ts';
import { dayOfText, dayWords, lengthWords, timeWords } from './words.ts';

/** An entry of the journal with the names of whom and what it is about. */
export interface ToldEntry {
  seq: number;
  at: Date;
  kind: string;
  itemId: string | null;
  name: string | null;
  unit: string | null;
  data: Record<string, unknown>;
  corrects: number | null;
}

export interface MinutesInput {
  body: string;
  title: string;
  mainPlace: string;
  placeCount: number;
  /** Those who count for the quorum, and what became of them. */
  members: {
    name: string;
    title: string;
    place: string | null;
    here: boolean;
    reason: string;
    substitute: string | null;
  }[];
  inviteeCount: number;
  chair: string;
  secretary: string;
  openedAt: Date | null;
  closedAt: Date | null;
  items: { id: string; number: string; title: string; presenter: string }[];
  entries: readonly ToldEntry[];
  conclusions: {
    number: number;
    text: string;
    kind: 'task' | 'none';
    lead: string;
    partners: string[];
    product: string;
    dueOn: string | null;
  }[];
}

/**
 * The minutes as the journal tells them: who met when and where, each item with who spoke and how was voted, what was
 * concluded. Pure, and in Vietnamese, as papers are.
 * @see QĐ 45/2018/QĐ-TTg on what minutes contain; NĐ 30/2020/NĐ-CP, Phụ lục III (biên bản)
 */
export function composeMinutes(input: MinutesInput): MinutesSection[] {
  const entries = withoutCorrected(input.entries);
  return [
    { heading: 'I. Thời gian, địa điểm, thành phần', paragraphs: opening(input, entries) },
    ...input.items
      .filter(({ id }) => entries.some((entry) => entry.itemId === id))
      .map((item) => ({
        heading: `${[item.number, item.title].filter(Boolean).join('. ')}`,
        paragraphs: ofItem(
          item,
          entries.filter((entry) => entry.itemId === item.id),
        ),
      })),
    ...(input.conclusions.length > 0
      ? [{ heading: 'Kết luận của chủ tọa', paragraphs: input.conclusions.map(conclusionSentence) }]
      : []),
    { heading: 'Kết thúc', paragraphs: closing(input, entries) },
  ];
}

/** What was corrected stays in the journal; the minutes tell what holds. */
function withoutCorrected(entries: readonly ToldEntry[]): readonly ToldEntry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ seq }) => !corrected.has(seq));
}

function opening(
  { openedAt, mainPlace, placeCount, chair, secretary, members, inviteeCount }: MinutesInput,
  entries: readonly ToldEntry[],
): string[] {
  const here = members.filter((member) => member.here);
  const away = members.filter((member) => !member.here);
  const where = placeCount > 1 ? `, trực tuyến với ${placeCount} điểm cầu` : '';
  return [
    openedAt === null
      ? `Địa điểm: ${mainPlace}${where}.`
      : `Khai mạc lúc ${timeWords(openedAt)}, ngày ${dayWords(openedAt)}, tại ${mainPlace}${where}.`,
    `Chủ tọa: ${chair || '…'}. Thư ký: ${secretary || '…'}.`,
    `Thành viên: ${members.length} người; có mặt ${here.length} người${here.length > 0 ? `: ${here.map(withTitle).join('; ')}` : ''}.`,
    ...(away.length > 0 ? [`Vắng mặt ${away.length} người: ${away.map(awaySentence).join('; ')}.`] : []),
    ...(inviteeCount > 0 ? [`Khách mời: ${inviteeCount} người.`] : []),
    ...entries.filter(({ kind, itemId }) => kind === 'quorum_checked' && itemId === null).map(quorumSentence),
  ];
}

const withTitle = ({ name, title }: { name: string; title: string }): string =>
  title && title !== name ? `${name}, ${title}` : name;

function awaySentence({ reason, substitute, ...who }: MinutesInput['members'][number]): string {
  const notes = [reason && `lý do: ${reason}`, substitute && `người dự thay: ${substitute}`].filter(Boolean);
  return notes.length > 0 ? `${withTitle(who)} (${notes.join('; ')})` : withTitle(who);
}

function quorumSentence({ at, data }: ToldEntry): string {
  const holds = data['state'] === 'holds' ? 'đủ' : 'không đủ';
  return `${timeWords(at)}: kiểm tra số thành viên có mặt: ${word(data, 'present')} trên ${word(data, 'members')}, cần ${word(data, 'needed')}; ${holds} số cần thiết.`;
}

/** A text or number of an entry; empty where the entry has none. */
function word(data: Record<string, unknown>, key: string): string {
  const value = data[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const SPEECH: Record<string, string> = {
  contribution: 'thảo luận',
  pro: 'phát biểu ủng hộ',
  contra: 'phát biểu phản biện',
  intervention: 'tranh luận',
  question: 'đặt câu hỏi',
};

function ofItem({ presenter }: { presenter: string }, entries: readonly ToldEntry[]): string[] {
  return [...(presenter ? [`Trình bày: ${presenter}.`] : []), ...entries.flatMap((entry) => sentenceOf(entry) ?? [])];
}

function sentenceOf(entry: ToldEntry): string | null {
  const { at, kind, name, unit, data } = entry;
  const who = [name ?? 'Đại biểu', unit && unit !== name ? ` (${unit})` : ''].join('');
  const reason = typeof data['reason'] === 'string' && data['reason'] !== '' ? ` Lý do: ${data['reason']}.` : '';
  switch (kind) {
    case 'item_opened':
      return `${timeWords(at)}: bắt đầu.`;
    case 'item_paused':
      return `${timeWords(at)}: tạm dừng.${reason}`;
    case 'item_reopened':
      return `${timeWords(at)}: mở lại.${reason}`;
    case 'item_closed':
      return `${timeWords(at)}: kết thúc nội dung.`;
    case 'item_postponed':
      return `Nội dung được hoãn.${reason}`;
    case 'item_withdrawn':
      return `Nội dung được rút khỏi chương trình.${reason}`;
    case 'word_ended': {
      const verb =
        data['pointOfOrder'] === true ? 'nêu ý kiến về thủ tục' : (SPEECH[word(data, 'speech')] ?? 'phát biểu');
      const said = data['answer'] === true ? 'trả lời' : verb;
      const time = typeof data['spokenMs'] === 'number' ? ` (${lengthWords(data['spokenMs'])})` : '';
      return `${who} ${said}${time}.`;
    }
    case 'vote_published':
      return voteSentence(data);
    case 'vote_tie_decided':
      return 'Số phiếu ngang nhau; thư ký xác nhận kết quả theo phía của chủ tọa.';
    case 'quorum_checked':
      return quorumSentence(entry);
    case 'document_shown':
      return `Trình chiếu tài liệu: ${word(data, 'title') || word(data, 'name')}.`;
    case 'note':
    case 'correction':
      return word(data, 'text');
    default:
      return null;
  }
}

function conclusionSentence({
  number,
  text,
  kind,
  lead,
  partners,
  product,
  dueOn,
}: MinutesInput['conclusions'][number]): string {
  if (kind === 'none') return `${number}. ${text} (không phát sinh nhiệm vụ)`;
  const parts = [
    `Chủ trì: ${lead}`,
    partners.length > 0 && `phối hợp: ${partners.join(', ')}`,
    product && `sản phẩm: ${product}`,
    dueOn === null ? 'không thời hạn' : `thời hạn: ${dayOfText(dueOn)}`,
  ].filter(Boolean);
  return `${number}. ${text} (${parts.join('; ')})`;
}

function closing({ closedAt }: MinutesInput, entries: readonly ToldEntry[]): string[] {
  const breaks = entries.filter(({ kind }) => kind === 'session_paused' || kind === 'session_resumed');
  return [
    ...breaks.map(
      ({ at, kind }) => `${timeWords(at)}: phiên họp ${kind === 'session_paused' ? 'tạm nghỉ' : 'tiếp tục'}.`,
    ),
    closedAt === null
      ? 'Phiên họp chưa bế mạc.'
      : `Phiên họp bế mạc lúc ${timeWords(closedAt)}, ngày ${dayWords(closedAt)}.`,
  ];
}
