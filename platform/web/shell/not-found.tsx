import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/empty.tsx';
import { Page } from '../kit/page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')} width="text">
      <Empty title={location.pathname} text={t('notFound.text')} action={<Link to="/">{t('notFound.home')}</Link>} />
    </Page>
  );
}
