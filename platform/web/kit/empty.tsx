import type { EmptyProps } from './props.ts';
import styles from './states.module.css';

/** A place without content: what it is for, and the first step. */
export function Empty({ title, text, action }: EmptyProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
