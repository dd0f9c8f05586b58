import { tryRule } from '../testing.ts';
import { textsInI18n } from './texts-in-i18n.ts';

const file = 'modules/usage/web/board/board.tsx';
const message = /into i18n\/vi\.json/;

tryRule('texts-in-i18n', textsInI18n, {
  silent: [
    [file, "const a = <p>{t('board.title')}</p>;"],
    [file, 'const a = <p>12 % · {value} / {total} →</p>;'],
    [file, "const a = <Field label={t('board.agency')} name=\"agency\" className='wide' />;"],
    [file, 'const a = <Box title={`${from} – ${to}`} />;'],
    [file, 'const a = <strong>Nhịp Cầu</strong>;'],
    [file, 'const a = <code>_paq.push</code>;'],
    [file, "const a = <p>{kind === 'all' ? t('all') : t('one')}</p>;"],
    [file, "const a = <Link to='/sites/$code'>{name ?? code}</Link>;"],
    ['modules/usage/web/board/board.test.tsx', 'const a = <p>Hello there</p>;'],
  ],
  fires: [
    [file, 'const a = <p>Số lượt truy cập</p>;', message],
    [file, 'const a = <p>Visits: {count}</p>;', message],
    [file, "const a = <p>{'Chưa có dữ liệu'}</p>;", message],
    [file, "const a = <p>{wide ? 'Visits' : t('visits')}</p>;", message],
    [file, "const a = <p>{wide && 'Visits'}</p>;", message],
    [file, "const a = <p>{name ?? 'Không tên'}</p>;", message],
    [file, 'const a = <p>{`${count} visits`}</p>;', message],
    [file, 'const a = <Field label="Cơ quan" />;', message],
    [file, "const a = <Field placeholder={'Search sites'} />;", message],
    [file, 'const a = <button aria-label="Close" />;', message],
    [file, "const a = <Field error={wrong ? 'Too long' : null} />;", message],
  ],
});
