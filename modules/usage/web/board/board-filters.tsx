import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AgencyPicker } from '#modules/directory/web/index.ts';
import { useUrlParam } from '#platform/web/kit/index.ts';
import { SiteKind, SiteState } from '../../contract.ts';

const NARROW = { root: { flex: '0 1 11rem' } };

export function BoardFilters() {
  const { t } = useTranslation('usage');
  const [agency, setAgency] = useUrlParam('agency');
  const [kind, setKind] = useUrlParam('kind');
  const [state, setState] = useUrlParam('state');
  return (
    <>
      <AgencyPicker inBar label={t('board.agency')} value={agency} onChange={setAgency} />
      <Select
        aria-label={t('board.kind')}
        placeholder={t('board.kind')}
        data={SiteKind.options.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={kind || null}
        onChange={(value) => setKind(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': t('board.clear', { what: t('board.kind') }) }}
        styles={NARROW}
      />
      <Select
        aria-label={t('board.state')}
        placeholder={t('board.state')}
        data={SiteState.options.map((one) => ({ value: one, label: t(`state.${one}`) }))}
        value={state || null}
        onChange={(value) => setState(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': t('board.clear', { what: t('board.state') }) }}
        styles={NARROW}
      />
    </>
  );
}
