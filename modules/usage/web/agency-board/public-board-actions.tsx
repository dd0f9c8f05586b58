import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyBlock, ErrorState } from '#platform/web/kit/index.ts';
import type { Owner, PublicBoard, PublishBoard } from '../../contract.ts';
import { usage } from '../api.ts';
import styles from './agency-board.module.css';

interface Board {
  agency: Owner;
  publicBoard: PublicBoard | null;
  can: { publish: boolean };
}

/** Shows the board to everyone, or takes it back, for who may; others find the way to it. */
export function PublicBoardActions({ board }: { board: Board }) {
  const { t } = useTranslation('usage');
  const [opened, setOpened] = useState(false);
  const { publicBoard, can } = board;
  return (
    <>
      {publicBoard && (
        <Button component="a" variant="default" href={publicBoard.address} target="_blank" rel="noreferrer">
          {t('publicBoard.open')}
        </Button>
      )}
      {can.publish && (
        <Button variant={publicBoard ? 'default' : 'filled'} onClick={() => setOpened(true)}>
          {t(publicBoard ? 'publicBoard.change' : 'publicBoard.publish')}
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('publicBoard.title', { agency: board.agency.shortName })}
        closeButtonProps={{ 'aria-label': t('publicBoard.close') }}
      >
        <PublishForm board={board} onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function PublishForm({ board: { agency, publicBoard }, onDone }: { board: Board; onDone(): void }) {
  const { t } = useTranslation('usage');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PublishBoard>(
    publicBoard ?? {
      slug: slugOf(agency.shortName),
      title: t('publicBoard.usualTitle', { agency: agency.name }).slice(0, 120),
      smallest: 10,
      embeddable: false,
    },
  );
  const change = (part: Partial<PublishBoard>) => setDraft((before) => ({ ...before, ...part }));
  const after = {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: usage.getAgencyBoard.key() });
    },
  };
  const publish = useMutation({
    mutationFn: () => usage.publishBoard({ params: { id: agency.id }, body: bodyOf(draft) }),
    ...after,
  });
  const unpublish = useMutation({
    mutationFn: () => usage.unpublishBoard({ params: { id: agency.id } }),
    onSuccess: async () => {
      await after.onSuccess();
      onDone();
    },
  });
  const shown = publish.data ?? publicBoard;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <Stack gap="sm">
        <p className={styles.quiet}>{t('publicBoard.text')}</p>
        <TextInput
          label={t('publicBoard.name')}
          value={draft.title}
          maxLength={120}
          required
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <TextInput
          label={t('publicBoard.slug')}
          description={t('publicBoard.slugHelp')}
          value={draft.slug}
          required
          onChange={(event) => change({ slug: event.currentTarget.value })}
        />
        <NumberInput
          label={t('publicBoard.smallest')}
          description={t('publicBoard.smallestHelp')}
          value={draft.smallest}
          min={1}
          max={1000}
          allowDecimal={false}
          required
          onChange={(value) => change({ smallest: Number(value) || 1 })}
        />
        <Checkbox
          label={t('publicBoard.embed')}
          checked={draft.embeddable}
          onChange={(event) => change({ embeddable: event.currentTarget.checked })}
        />
        {(publish.error ?? unpublish.error) && <ErrorState error={publish.error ?? unpublish.error} compact />}
        {shown && (
          <CopyBlock
            label={t(shown.embeddable ? 'publicBoard.frame' : 'publicBoard.address')}
            text={
              shown.embeddable
                ? `<iframe src="${shown.address}" title="${shown.title.replaceAll('"', '')}" width="100%" height="900" loading="lazy"></iframe>`
                : shown.address
            }
          />
        )}
        <Group justify="flex-end">
          {shown && (
            <Button
              variant="outline"
              color="var(--nc-late)"
              loading={unpublish.isPending}
              onClick={() => unpublish.mutate()}
            >
              {t('publicBoard.unpublish')}
            </Button>
          )}
          <Button type="submit" loading={publish.isPending}>
            {t(shown ? 'publicBoard.save' : 'publicBoard.publish')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const bodyOf = ({ slug, title, smallest, embeddable }: PublishBoard): PublishBoard => ({
  slug,
  title,
  smallest,
  embeddable,
});

/** `Tỉnh Khánh Hòa` → `tinh-khanh-hoa` */
function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
}
