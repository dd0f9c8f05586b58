import { useTranslation } from 'react-i18next';
import type { Live } from '../../contract.ts';

const STEP = 10;
const HEIGHT = 44;

/** Hits of each of the last 30 minutes as small bars; the newest stands right. */
export function Minutes({ minutes }: Pick<Live, 'minutes'>) {
  const { t } = useTranslation('usage');
  const top = Math.max(...minutes.map(({ hits }) => hits), 1);
  const all = minutes.reduce((sum, { hits }) => sum + hits, 0);
  return (
    <svg
      viewBox={`0 0 ${minutes.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('live.minutes', { count: all })}
      style={{ display: 'block', width: '100%', height: HEIGHT }}
    >
      {minutes.map(({ at, hits }, i) => {
        const height = hits === 0 ? 2 : Math.max(5, (hits / top) * HEIGHT);
        return (
          <rect
            key={at}
            x={i * STEP + 1}
            y={HEIGHT - height}
            width={STEP - 2}
            height={height}
            fill={hits === 0 ? 'var(--nc-line)' : 'var(--nc-chart-1)'}
          />
        );
      })}
    </svg>
  );
}
