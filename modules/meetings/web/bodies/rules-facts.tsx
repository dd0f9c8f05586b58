import { useTranslation } from 'react-i18next';
import type { BodyRules } from '../../contract.ts';
import styles from '../meetings.module.css';

/** Working rules in words. */
export function RulesFacts({ rules }: { rules: BodyRules }) {
  const { t } = useTranslation('meetings');
  const { majority, quorum, substitutes, days } = rules;
  const share = ({ numerator, denominator }: typeof quorum) => `${numerator}/${denominator}`;
  const yes = (is: boolean) => t(is ? 'rules.yes' : 'rules.no');
  const rows: [string, string][] = [
    [t('rules.decides'), t(`decides.${rules.decides}`)],
    [
      t('rules.majority'),
      t(majority.strict ? 'rules.moreThan' : 'rules.atLeast', {
        share: share(majority.fraction),
        base: t(`voteBase.${majority.base}`),
      }),
    ],
    [t('rules.quorum'), t('rules.quorumOf', { share: share(quorum) })],
    [t('rules.tie'), t(`tie.${rules.tie}`)],
    [t('rules.visibility'), t(`visibility.${rules.visibility}`)],
    [t('rules.substitutesAttend'), yes(substitutes.attend)],
    [t('rules.substitutesVote'), yes(substitutes.vote)],
    [t('rules.proxies'), yes(rules.proxies)],
    [t('rules.silence'), t(`silence.${rules.silence}`)],
    [t('rules.invitation'), t('rules.days', { count: days.invitation })],
    [t('rules.notice'), t('rules.days', { count: days.notice })],
    [t('rules.opinion'), t('rules.daysBetween', { least: days.opinionLeast, most: days.opinionMost })],
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([label, value]) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <dt>{t('rules.source')}</dt>
      <dd className={styles.quiet}>{majority.source}</dd>
    </dl>
  );
}
