/* What the mails of sign-in say. Names in braces are put in. */

interface Texts {
  greeting: string;
  invitation: { subject: string; lead: string; action: string; life: string; unasked: string };
  reset: { subject: string; lead: string; action: string; life: string; unasked: string };
  notice: {
    subject: string;
    lead: Record<Notice, string>;
    unasked: string;
  };
}

export type Notice = 'password' | 'reset' | 'totpOn' | 'totpOff' | 'recoveryCodes' | 'passkeyOn' | 'passkeyOff';

export const MAIL_TEXTS: Record<'vi' | 'en', Texts> = {
  vi: {
    greeting: 'Kính gửi {name},',
    invitation: {
      subject: 'Mời sử dụng hệ thống Nhịp Cầu: {node}',
      lead: '{agency} mời bạn sử dụng Nhịp Cầu, nơi {node} họp, giao việc và theo dõi kết quả chuyển đổi số. Hãy đặt mật khẩu để bắt đầu.',
      action: 'Đặt mật khẩu',
      life: 'Liên kết dùng được một lần, đến {until}.',
      unasked: 'Nếu thư này không dành cho bạn, xin bỏ qua: không có tài khoản nào được tạo khi chưa đặt mật khẩu.',
    },
    reset: {
      subject: 'Đặt lại mật khẩu Nhịp Cầu',
      lead: 'Có yêu cầu đặt lại mật khẩu cho tài khoản {email} tại {node}.',
      action: 'Đặt mật khẩu mới',
      life: 'Liên kết dùng được một lần, đến {until}.',
      unasked: 'Nếu bạn không yêu cầu, xin bỏ qua thư này: mật khẩu cũ vẫn dùng được, không có gì thay đổi.',
    },
    notice: {
      subject: 'Tài khoản Nhịp Cầu của bạn vừa thay đổi',
      lead: {
        password: 'Mật khẩu của bạn đã được đổi lúc {at}. Các phiên đăng nhập khác đã kết thúc.',
        reset: 'Mật khẩu của bạn đã được đặt lại qua thư lúc {at}. Mọi phiên đăng nhập trước đó đã kết thúc.',
        totpOn: 'Mã xác thực hai lớp đã được bật lúc {at}. Các phiên đăng nhập khác đã kết thúc.',
        totpOff: 'Mã xác thực hai lớp đã bị tắt lúc {at}.',
        recoveryCodes: 'Mã khôi phục mới đã được tạo lúc {at}. Mã cũ không còn dùng được.',
        passkeyOn: 'Một khóa truy cập (passkey) đã được thêm lúc {at}.',
        passkeyOff: 'Một khóa truy cập (passkey) đã bị gỡ lúc {at}.',
      },
      unasked: 'Nếu không phải bạn làm việc này, hãy báo ngay cho quản trị viên của cơ quan bạn.',
    },
  },
  en: {
    greeting: 'Dear {name},',
    invitation: {
      subject: 'Invitation to Nhịp Cầu: {node}',
      lead: '{agency} invites you to Nhịp Cầu, where {node} meets, assigns work and follows its digital transformation. Set a password to begin.',
      action: 'Set a password',
      life: 'The link can be used once, until {until}.',
      unasked: 'If this mail is not meant for you, leave it: no account is made before a password is set.',
    },
    reset: {
      subject: 'Set your Nhịp Cầu password anew',
      lead: 'Somebody asked to set the password of {email} at {node} anew.',
      action: 'Set a new password',
      life: 'The link can be used once, until {until}.',
      unasked: 'If it was not you, leave this mail: the old password still holds, and nothing has changed.',
    },
    notice: {
      subject: 'Your Nhịp Cầu account has changed',
      lead: {
        password: 'Your password was changed at {at}. Your other sessions have ended.',
        reset: 'Your password was set anew by mail at {at}. All sessions from before have ended.',
        totpOn: 'Codes of a second factor were turned on at {at}. Your other sessions have ended.',
        totpOff: 'Codes of a second factor were turned off at {at}.',
        recoveryCodes: 'New recovery codes were made at {at}. The old ones are void.',
        passkeyOn: 'A passkey was added at {at}.',
        passkeyOff: 'A passkey was removed at {at}.',
      },
      unasked: 'If it was not you, tell the administrator of your agency at once.',
    },
  },
};
