import type { Threshold, Visibility, VoteOutcome, VoteState } from '../../contract.ts';
import type { VoteForm } from './form.ts';
import type { OptionLabel } from './plan.ts';
import type { ElectorateText, QuorumRecord, TallyText, TieRecord } from './tables.ts';

/** A vote with its options. */
export interface VoteRecord {
  id: string;
  sessionId: string;
  itemId: string;
  number: number;
  round: number;
  previousId: string | null;
  title: string;
  question: string;
  visibility: Visibility;
  form: VoteForm;
  labels: OptionLabel[];
  threshold: Threshold;
  text: { name: string; sha256: string } | null;
  state: VoteState;
  startedAt: Date | null;
  stoppedAt: Date | null;
  publishedAt: Date | null;
  castingSide: boolean;
  proxies: boolean;
  quorum: QuorumRecord | null;
  electorate: ElectorateText | null;
  publicKey: Buffer | null;
  tally: TallyText | null;
  outcomes: Record<string, VoteOutcome> | null;
  tie: TieRecord | null;
  /** Heads. */
  castCount: number;
}
