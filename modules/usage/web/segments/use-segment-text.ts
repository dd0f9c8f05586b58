import { useTranslation } from 'react-i18next';
import { FIELDS, OPERATORS, parseSegment } from './segment-text.ts';

/** A segment in words: `Thiết bị là smartphone; và …` */
export function useSegmentText(): (expression: string) => string {
  const { t } = useTranslation('usage');
  const fieldOf = (name: string) => FIELDS.find((one) => one === name);
  const operatorOf = (name: string) => OPERATORS.find((one) => one === name);
  return (expression) =>
    parseSegment(expression)
      .map((group) =>
        group
          .map(({ field, operator, value }) => {
            const known = fieldOf(field);
            const how = operatorOf(operator);
            return `${known ? t(`segment.field.${known}`) : field} ${how ? t(`segment.operator.${how}`) : operator} “${value}”`;
          })
          .join(` ${t('segment.or')} `),
      )
      .join(`; ${t('segment.and')} `);
}
