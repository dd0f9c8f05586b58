import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '#platform/web/api/problem.ts';
import { errorText } from '#platform/web/i18n/error-text.ts';
import type { Answer, BallotInput, Vote } from '../../../contract.ts';
import { voting } from '../../api.ts';
import styles from '../room.module.css';
import { useRoom } from '../use-room.ts';

interface BallotFormProps {
  vote: Vote;
  participantId: string;
  onCast(): void;
}

/**
 * One ballot. It is chosen, then handed in: nothing is sent by a slip of the thumb. A ballot whose answer was lost on the
 * line is handed in again; the server counts it once and says so.
 */
export function BallotForm({ vote, participantId, onCast }: BallotFormProps) {
  const { t } = useTranslation('meetings');
  const { id } = useRoom();
  const [chosen, setChosen] = useState<Record<string, Answer | number>>({});
  const cast = useMutation({
    mutationFn: () =>
      voting.castBallot({
        params: { id, voteId: vote.id },
        body: { participantId, ballot: { options: chosen } satisfies BallotInput },
      }),
    onSuccess: onCast,
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'meetings.ballot_already_voted') onCast();
    },
  });
  const count = Object.keys(chosen).length;
  const fits = vote.method === 'approval' ? count === 1 : count >= vote.least && count <= vote.most;
  return (
    <form
      className={styles.ballot}
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) cast.mutate();
      }}
    >
      {vote.method === 'selection' ? (
        <Marks vote={vote} chosen={chosen} onChange={setChosen} />
      ) : (
        vote.options.map((option) => (
          <Answers
            key={option.id}
            label={vote.method === 'approval' ? t('room.yourVote') : option.label}
            abstain={vote.abstain}
            value={chosen[option.id]}
            onChange={(answer) => setChosen({ ...chosen, [option.id]: answer })}
          />
        ))
      )}
      {cast.error && (
        <p role="alert" className={styles.problem}>
          {errorText(cast.error)}
        </p>
      )}
      <Button type="submit" size="lg" fullWidth disabled={!fits} loading={cast.isPending}>
        {t('room.handIn')}
      </Button>
      <p className={styles.quiet}>{t(vote.visibility === 'secret' ? 'room.secretNote' : 'room.finalNote')}</p>
    </form>
  );
}

interface AnswersProps {
  label: string;
  abstain: boolean;
  value: Answer | number | undefined;
  onChange(answer: Answer): void;
}

function Answers({ label, abstain, value, onChange }: AnswersProps) {
  const { t } = useTranslation('meetings');
  const answers: Answer[] = abstain ? ['yes', 'no', 'abstain'] : ['yes', 'no'];
  return (
    <fieldset className={styles.answers}>
      <legend>{label}</legend>
      {answers.map((answer) => (
        <label key={answer} data-answer={answer} data-chosen={value === answer}>
          <input type="radio" checked={value === answer} onChange={() => onChange(answer)} />
          {t(`room.${answer}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface MarksProps {
  vote: Vote;
  chosen: Record<string, Answer | number>;
  onChange(chosen: Record<string, Answer | number>): void;
}

function Marks({ vote, chosen, onChange }: MarksProps) {
  const { t } = useTranslation('meetings');
  const full = Object.keys(chosen).length >= vote.most;
  return (
    <fieldset className={styles.marks}>
      <legend>{t(vote.strike ? 'room.strikeUpTo' : 'room.markUpTo', { least: vote.least, most: vote.most })}</legend>
      {vote.options.map((option) => {
        const on = option.id in chosen;
        return (
          <Checkbox
            key={option.id}
            size="md"
            label={option.label}
            checked={on}
            disabled={full && !on}
            onChange={() => {
              const { [option.id]: _, ...others } = chosen;
              onChange(on ? others : { ...others, [option.id]: 1 });
            }}
          />
        );
      })}
    </fieldset>
  );
}
