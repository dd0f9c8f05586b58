import { Pill, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUrlParams } from '#platform/web/kit/index.ts';
import { FigureKey, HitKind } from '../../contract.ts';

const WIDE = { root: { flex: '0 1 15rem' } };

export function HitFilters() {
  const { t } = useTranslation('usage');
  const [{ figure, kind, path, subject }, change] = useUrlParams();
  return (
    <>
      <Select
        aria-label={t('hits.figure')}
        placeholder={t('hits.figure')}
        data={FigureKey.options.map((one) => ({ value: one, label: t(`figure.${one}`) }))}
        value={figure ?? null}
        onChange={(value) => change({ figure: value ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('board.clear', { what: t('hits.figure') }) }}
        styles={WIDE}
      />
      <Select
        aria-label={t('hits.kind')}
        placeholder={t('hits.kind')}
        data={HitKind.options.map((one) => ({ value: one, label: t(`hitKind.${one}`) }))}
        value={kind ?? null}
        onChange={(value) => change({ kind: value ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('board.clear', { what: t('hits.kind') }) }}
        styles={WIDE}
      />
      {(['path', 'subject'] as const).map((name) => {
        const value = name === 'path' ? path : subject;
        if (!value) return null;
        return (
          <Pill
            key={name}
            size="md"
            withRemoveButton
            onRemove={() => change({ [name]: undefined })}
            removeButtonProps={{ 'aria-label': t('board.clear', { what: value }), tabIndex: 0, 'aria-hidden': false }}
          >
            {value}
          </Pill>
        );
      })}
    </>
  );
}
