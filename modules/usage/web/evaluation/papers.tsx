import { Button } from '@mantine/core';
import { IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The evaluation to be printed, and as a sheet. Both are made by the server from the same question. */
export function Papers({ asked }: { asked: { period: string; agencyId: string | undefined } }) {
  const { t } = useTranslation('usage');
  const search = new URLSearchParams({ period: asked.period, ...(asked.agencyId && { agencyId: asked.agencyId }) });
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={`/api/usage/evaluation/sheet?${search}&format=xlsx`}
        leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
      >
        {t('evaluation.sheet')}
      </Button>
      <Button
        component="a"
        href={`/api/usage/evaluation/paper?${search}`}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconPrinter size={18} aria-hidden />}
      >
        {t('evaluation.paper')}
      </Button>
    </>
  );
}
