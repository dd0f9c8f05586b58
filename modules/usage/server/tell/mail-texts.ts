/* What mails about sites say. Names in braces are put in. */

export type Line = 'silent' | 'interrupted' | 'drop' | 'spike' | 'silence';

interface Texts {
  subject: { one: string; many: string };
  greeting: string;
  lead: string;
  line: Record<Line, string>;
  action: string;
  after: string;
}

export const MAIL_TEXTS: Record<'vi' | 'en', Texts> = {
  vi: {
    subject: { one: '{site}: cần xem số liệu', many: '{count} trang cần xem số liệu' },
    greeting: 'Kính gửi {name},',
    lead: 'Hệ thống vừa phát hiện trên các trang bạn phụ trách:',
    line: {
      silent: '{site}: không có lượt nào từ {since}, trong khi giờ này thường có.',
      interrupted: '{site}: đã gián đoạn từ {since} đến {until}.',
      drop: '{site}: {value} lượt, thấp hơn mức thường {usual} (cảnh báo “{rule}”).',
      spike: '{site}: {value} lượt, cao hơn mức thường {usual} (cảnh báo “{rule}”).',
      silence: '{site}: không có lượt nào từ {since} (cảnh báo “{rule}”).',
    },
    action: 'Mở danh sách',
    after: 'Bạn nhận thư này vì được giao quản lý các trang nói trên.',
  },
  en: {
    subject: { one: '{site}: look at its figures', many: '{count} sites need a look' },
    greeting: 'Dear {name},',
    lead: 'This was noticed on the sites that you look after:',
    line: {
      silent: '{site}: no hit since {since}, at hours that usually have some.',
      interrupted: '{site}: was interrupted from {since} to {until}.',
      drop: '{site}: {value} hits, below the usual {usual} (alert “{rule}”).',
      spike: '{site}: {value} hits, above the usual {usual} (alert “{rule}”).',
      silence: '{site}: no hit since {since} (alert “{rule}”).',
    },
    action: 'Open the list',
    after: 'You get this because these sites are in your charge.',
  },
};
