import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportMappingProps } from '../props.ts';
import styles from './import.module.css';

/** Which column of the file is which field; the first cells below each show whether the guess was right. */
export function ImportMapping({ columns, fields, mapping, onChange, nameOf, disabled = false }: ImportMappingProps) {
  const { t } = useTranslation();
  const choices = columns.map(({ title }, place) => ({
    value: String(place),
    label: title.trim() || t('import.noTitle', { number: place + 1 }),
  }));
  const change = (key: string, value: string | null) => {
    const { [key]: _, ...others } = mapping;
    onChange(value === null ? others : { ...others, [key]: Number(value) });
  };
  return (
    <div className={styles.mappingBox}>
      <table className={`${styles.table} ${styles.mapping}`}>
        <caption className="visually-hidden">{t('import.step_mapping')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.field')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ key, required }) => {
            const column = mapping[key];
            const missing = required && column === undefined;
            return (
              <tr key={key}>
                <th scope="row">
                  {nameOf(key)} {required && <span className={styles.required}>{t('import.required')}</span>}
                </th>
                <td>
                  <Select
                    aria-label={t('import.columnOf', { field: nameOf(key) })}
                    placeholder={t('import.none')}
                    data={choices}
                    value={column === undefined ? null : String(column)}
                    onChange={(value) => change(key, value)}
                    clearable
                    clearButtonProps={{ 'aria-label': t('picker.clear', { label: nameOf(key) }) }}
                    disabled={disabled}
                    error={missing && t('import.missing')}
                  />
                </td>
                <td className={styles.examples}>
                  {column !== undefined && columns[column]?.examples.filter(Boolean).join(' · ')}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
