import { useTranslation } from 'react-i18next';
import { StateBadge } from '#platform/web/kit/index.ts';
import { useFormat } from '#platform/web/use-format.ts';
import type { Vote, VoteOutcome, VoteResult } from '../../../contract.ts';
import styles from '../room.module.css';

const TONES: Record<VoteOutcome, 'done' | 'late' | 'soon' | 'quiet'> = {
  passed: 'done',
  failed: 'late',
  tie: 'soon',
  counted: 'quiet',
  unknown: 'quiet',
};

/** What came out: each answer, what yes was measured against, and whether it passed. */
export function VoteResultTable({ vote, result }: { vote: Vote; result: VoteResult }) {
  const { t } = useTranslation('meetings');
  const format = useFormat();
  const amount = (value: string | null) => (value === null ? '–' : format.number(Number(value)));
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.result}>
          <thead>
            <tr>
              {vote.options.length > 1 && <th scope="col">{t('room.option')}</th>}
              <th scope="col">{t('room.yes')}</th>
              <th scope="col">{t('room.no')}</th>
              {vote.abstain && <th scope="col">{t('room.abstain')}</th>}
              <th scope="col">{t('room.share')}</th>
              <th scope="col">{t('room.outcomeLabel')}</th>
            </tr>
          </thead>
          <tbody>
            {result.options.map((option, at) => (
              <tr key={option.id}>
                {vote.options.length > 1 && <th scope="row">{vote.options[at]?.label}</th>}
                <td>{amount(option.yes)}</td>
                <td>{amount(option.no)}</td>
                {vote.abstain && <td>{amount(option.abstain)}</td>}
                <td>
                  {option.percent === null
                    ? '–'
                    : t('room.shareOf', {
                        percent: format.percent(Number(option.percent) / 100, 1),
                        base: amount(option.base),
                      })}
                </td>
                <td>
                  <StateBadge tone={TONES[option.outcome]}>{t(`room.outcome.${option.outcome}`)}</StateBadge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.quiet}>
        {t('room.resultFoot', {
          members: amount(result.members),
          present: amount(result.present),
          cast: amount(result.cast),
          invalid: amount(result.invalid),
          notVoted: amount(result.notVoted),
        })}
      </p>
    </>
  );
}
