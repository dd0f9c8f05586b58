import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../kit/error-state.tsx';

/** While the code of a screen is on its way. */
export function ScreenWaiting() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')} style={{ padding: '1.25rem 1.5rem' }}>
      <Skeleton height={28} width={260} />
      <Skeleton height={160} mt={20} />
    </div>
  );
}

/** A screen that broke; the frame around it stays. */
export function ScreenError({ error, reset }: { error: unknown; reset: () => void }) {
  return <ErrorState error={error} retry={reset} />;
}
