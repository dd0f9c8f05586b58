import { expect, test } from 'vitest';
import { composeMinutes, type MinutesInput, type ToldEntry } from './compose-minutes.ts';

const at = (time: string) => new Date(`2021-11-30T${time}:00+07:00`);
let seq = 0;
const entry = (kind: string, time: string, given: Partial<ToldEntry> = {}): ToldEntry => ({
  seq: (seq += 1),
  at: at(time),
  kind,
  itemId: null,
  name: null,
  unit: null,
  data: {},
  corrects: null,
  ...given,
});
const input = (given: Partial<MinutesInput>): MinutesInput => ({
  body: 'Ủy ban Quốc gia về chuyển đổi số',
  title: 'Phiên họp lần thứ nhất',
  mainPlace: 'Văn phòng Chính phủ',
  placeCount: 85,
  members: [
    {
      name: 'Bộ trưởng Bộ Công an',
      title: 'Bộ trưởng Bộ Công an',
      place: null,
      here: true,
      reason: '',
      substitute: null,
    },
    {
      name: 'Nguyễn Văn A',
      title: 'Thống đốc',
      place: null,
      here: false,
      reason: 'đi công tác',
      substitute: 'Trần Thị B',
    },
  ],
  inviteeCount: 69,
  chair: 'Thủ tướng Chính phủ',
  secretary: 'Thư ký phiên họp',
  openedAt: at('14:00'),
  closedAt: at('17:05'),
  items: [{ id: 'i', number: '1', title: 'Kế hoạch hoạt động năm 2022', presenter: 'Bộ Thông tin và Truyền thông' }],
  entries: [],
  conclusions: [],
  ...given,
});

test('who met where and when; who was there, and why others were not', () => {
  const [first, last] = composeMinutes(input({}));
  expect(first?.paragraphs).toEqual([
    'Khai mạc lúc 14 giờ 00, ngày 30/11/2021, tại Văn phòng Chính phủ, trực tuyến với 85 điểm cầu.',
    'Chủ tọa: Thủ tướng Chính phủ. Thư ký: Thư ký phiên họp.',
    'Thành viên: 2 người; có mặt 1 người: Bộ trưởng Bộ Công an.',
    'Vắng mặt 1 người: Nguyễn Văn A, Thống đốc (lý do: đi công tác; người dự thay: Trần Thị B).',
    'Khách mời: 69 người.',
  ]);
  expect(last?.paragraphs).toEqual(['Phiên họp bế mạc lúc 17 giờ 05, ngày 30/11/2021.']);
});

test('an item tells who spoke and for how long, and each vote with all its numbers', () => {
  const vote = {
    title: 'Kế hoạch',
    question: 'Thông qua Kế hoạch hoạt động năm 2022?',
    visibility: 'open',
    threshold: { kind: 'share', source: 'Quy chế, Đ3' },
    result: {
      members: '16.000000',
      present: '15.000000',
      valid: '15.000000',
      invalid: '0.000000',
      cast: '15.000000',
      options: [{ yes: '14.000000', no: '0.000000', abstain: '1.000000', percent: '87.500', outcome: 'passed' }],
    },
  };
  const sections = composeMinutes(
    input({
      entries: [
        entry('item_opened', '14:10', { itemId: 'i' }),
        entry('word_ended', '14:20', {
          itemId: 'i',
          name: 'Khánh Hòa',
          unit: 'UBND tỉnh Khánh Hòa',
          data: { speech: 'none', spokenMs: 200_000 },
        }),
        entry('vote_published', '14:40', { itemId: 'i', data: vote }),
        entry('item_closed', '14:41', { itemId: 'i' }),
      ],
    }),
  );
  expect(sections[1]).toEqual({
    heading: '1. Kế hoạch hoạt động năm 2022',
    paragraphs: [
      'Trình bày: Bộ Thông tin và Truyền thông.',
      '14 giờ 10: bắt đầu.',
      'Khánh Hòa (UBND tỉnh Khánh Hòa) phát biểu (3 phút 20 giây).',
      'Biểu quyết: “Thông qua Kế hoạch hoạt động năm 2022?” (biểu quyết công khai): tổng số 16, có mặt 15, bỏ phiếu 15, không hợp lệ 0; tán thành 14, không tán thành 0, không biểu quyết 1; được thông qua (87,5 %). Căn cứ: Quy chế, Đ3.',
      '14 giờ 41: kết thúc nội dung.',
    ],
  });
});

test('a corrected entry gives way to its correction', () => {
  const wrong = entry('note', '15:00', { itemId: 'i', data: { text: 'sai' } });
  const right = entry('correction', '15:05', { itemId: 'i', data: { text: 'đúng' }, corrects: wrong.seq });
  expect(composeMinutes(input({ entries: [wrong, right] }))[1]?.paragraphs.slice(1)).toEqual(['đúng']);
});

test('conclusions stand with lead, partners, product and deadline', () => {
  const task = {
    number: 1,
    text: 'Hoàn thành kết nối',
    kind: 'task' as const,
    lead: 'Bộ TT&TT',
    partners: ['Bộ Công an'],
  };
  const sections = composeMinutes(
    input({
      conclusions: [
        { ...task, product: 'Báo cáo', dueOn: '2021-12-31' },
        { number: 2, text: 'Hoan nghênh', kind: 'none', lead: '', partners: [], product: '', dueOn: null },
      ],
    }),
  );
  expect(sections[1]?.paragraphs).toEqual([
    '1. Hoàn thành kết nối (Chủ trì: Bộ TT&TT; phối hợp: Bộ Công an; sản phẩm: Báo cáo; thời hạn: 31/12/2021)',
    '2. Hoan nghênh (không phát sinh nhiệm vụ)',
  ]);
});
