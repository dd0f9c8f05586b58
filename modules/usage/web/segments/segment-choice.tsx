import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUrlParam } from '#platform/web/kit/index.ts';
import { usage } from '../api.ts';
import { SegmentForm } from './segment-form.tsx';
import styles from './segments.module.css';
import { useSegmentText } from './use-segment-text.ts';

const ALL = 'all';
const OTHER = 'other';

/** Which visits the screen is about; the choice stands in the address, so that it can be passed on. */
export function SegmentChoice() {
  const { t } = useTranslation('usage');
  const [expression, setExpression] = useUrlParam('segment');
  const [opened, setOpened] = useState(false);
  const saved = useQuery(usage.listSegments.query()).data?.rows ?? [];
  const textOf = useSegmentText();
  const chosen = saved.find((one) => one.expression === expression);
  const options = [
    { value: ALL, label: t('segment.all') },
    ...(expression !== '' && !chosen ? [{ value: OTHER, label: textOf(expression) }] : []),
    ...saved.map(({ id, name, agency }) => ({ value: id, label: agency ? `${name} (${agency.shortName})` : name })),
  ];
  return (
    <div className={styles.choice}>
      <Select
        aria-label={t('segment.label')}
        data={options}
        value={expression === '' ? ALL : (chosen?.id ?? OTHER)}
        allowDeselect={false}
        onChange={(value) => {
          if (value === ALL) setExpression('');
          else setExpression(saved.find(({ id }) => id === value)?.expression ?? expression);
        }}
      />
      <Button variant="default" onClick={() => setOpened(true)}>
        {t(expression === '' ? 'segment.make' : 'segment.change')}
      </Button>
      {opened && (
        <SegmentForm
          expression={expression}
          chosen={chosen}
          onUse={(next) => {
            setExpression(next);
            setOpened(false);
          }}
          onClose={() => setOpened(false)}
        />
      )}
    </div>
  );
}
