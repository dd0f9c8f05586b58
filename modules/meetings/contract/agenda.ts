import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { ItemContent, ItemState, ItemVisibility, id, instant, text } from './common.ts';

export const ITEMS_MOST = 300;
const DAY_SECONDS = 86_400;
const seconds = z.number().int().min(0).max(DAY_SECONDS);
const tags = z.array(text(40)).max(20);

export const AgendaSettings = z.object({
  /** Stands before every number: `P- 1.2`. */
  prefix: z.string().trim().normalize('NFC').max(20).default(''),
  /** Of the items of the first level. */
  numerals: z.enum(['arabic', 'roman']).default('arabic'),
});
export type AgendaSettings = z.infer<typeof AgendaSettings>;

export const AgendaItem = z.object({
  id,
  parentId: id.nullable(),
  /** From 0. */
  level: z.number().int(),
  number: z.string(),
  title: z.string(),
  visibility: ItemVisibility,
  /** Itself or by an item above. */
  internal: z.boolean(),
  hidden: z.boolean(),
  content: ItemContent,
  contentId: id.nullable(),
  presenterId: id.nullable(),
  presenter: z.string(),
  seconds: seconds.nullable(),
  /** A break that follows, in seconds. */
  breakAfter: seconds,
  tags: z.array(z.string()),
  /** Empty for who may not see what is internal. */
  comment: z.string(),
  state: ItemState,
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** The list of speakers takes nobody more. */
  listClosed: z.boolean(),
  /** Start by the programme; null for what has items below it, and for what not all see. */
  plannedAt: instant.nullable(),
  /** Start as things stand; null for what is over, put off or withdrawn. */
  expectedAt: instant.nullable(),
  can: z.object({
    change: z.boolean(),
    remove: z.boolean(),
    /** States to which the reader may bring it. */
    states: z.array(ItemState),
  }),
});
export type AgendaItem = z.infer<typeof AgendaItem>;

export const Agenda = z.object({
  /** What the reader may see, as it is read from the top. */
  items: z.array(AgendaItem),
  settings: AgendaSettings,
  can: z.object({ prepare: z.boolean() }),
});
export type Agenda = z.infer<typeof Agenda>;

const given = {
  title: text(500),
  visibility: ItemVisibility,
  presenterId: id.nullable(),
  presenter: z.string().trim().normalize('NFC').max(300),
  seconds: seconds.nullable(),
  breakAfter: seconds,
  tags,
  comment: z.string().trim().normalize('NFC').max(4_000),
};

export const AddItem = z.strictObject({
  title: given.title,
  /** Internal where nothing is said: a draft of the programme is nobody else's yet. */
  visibility: given.visibility.default('internal'),
  parentId: id.nullable().default(null),
  content: ItemContent.default('topic'),
  /** The draft or the election, where the item is about one. */
  contentId: id.nullable().default(null),
  presenterId: given.presenterId.default(null),
  presenter: given.presenter.default(''),
  seconds: given.seconds.default(null),
  breakAfter: given.breakAfter.default(0),
  tags: given.tags.default([]),
  comment: given.comment.default(''),
});
export type AddItem = z.input<typeof AddItem>;

/** Only what is given changes. State, place in the tree and content have acts of their own. */
export const ChangeItem = z.strictObject({ ...given, number: z.string().trim().normalize('NFC').max(40) }).partial();
export type ChangeItem = z.infer<typeof ChangeItem>;

export const MoveItems = z.strictObject({
  ids: z.array(id).min(1).max(ITEMS_MOST),
  parentId: id.nullable(),
  /** The sibling behind which they go; null: to the front. */
  behind: id.nullable(),
});
export type MoveItems = z.infer<typeof MoveItems>;

/** The whole agenda as it is read from the top, each item with the one above it. */
export const ReorderAgenda = z.strictObject({
  items: z.array(z.strictObject({ id, parentId: id.nullable() })).max(ITEMS_MOST),
});
export type ReorderAgenda = z.infer<typeof ReorderAgenda>;

export const SetItemState = z.strictObject({
  to: ItemState,
  /** Why a closed item is opened again, or why one is put off or withdrawn; stands in the journal. */
  reason: z.string().trim().normalize('NFC').max(500).default(''),
});
export type SetItemState = z.input<typeof SetItemState>;

const sessionParams = z.object({ id });
const itemParams = z.object({ id, itemId: id });
const access = { kind: 'signed-in' } as const;
const found = ['meetings.session_not_found'];
const item = [...found, 'meetings.item_not_found'];

export const agendaRoutes = {
  getAgenda: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/agenda',
    summary: 'The agenda with planned and expected times, as the caller may see it',
    params: sessionParams,
    response: Agenda,
    access,
    errors: found,
  },
  addItem: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items',
    summary: 'Puts an item at the end of the agenda, or of the items below another',
    params: sessionParams,
    body: AddItem,
    response: Agenda,
    status: 201,
    access,
    errors: [...found, 'meetings.item_parent_unknown', 'meetings.item_subject_taken', 'meetings.items_most'],
  },
  changeItem: {
    method: 'PATCH',
    path: '/api/meetings/sessions/:id/items/:itemId',
    summary: 'Changes what is given of an item',
    params: itemParams,
    body: ChangeItem,
    response: Agenda,
    access,
    errors: item,
  },
  removeItem: {
    method: 'DELETE',
    path: '/api/meetings/sessions/:id/items/:itemId',
    summary: 'Takes an item off the agenda that has not been dealt with',
    params: itemParams,
    response: Agenda,
    access,
    errors: [...item, 'meetings.item_has_children', 'meetings.item_begun'],
  },
  setItemState: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/items/:itemId/state',
    summary: 'Opens, pauses, closes, puts off or withdraws an item',
    params: itemParams,
    body: SetItemState,
    response: Agenda,
    access,
    errors: [...item, 'meetings.item_state', 'meetings.item_other_open', 'meetings.item_vote_runs'],
  },
  moveItems: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/agenda/move',
    summary: 'Moves items below another or among their siblings',
    params: sessionParams,
    body: MoveItems,
    response: Agenda,
    access,
    errors: [...item, 'meetings.item_below_itself', 'meetings.item_too_deep'],
  },
  reorderAgenda: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/agenda/order',
    summary: 'Puts the whole agenda in a new order',
    params: sessionParams,
    body: ReorderAgenda,
    response: Agenda,
    access,
    errors: [...item, 'meetings.item_twice', 'meetings.item_missing', 'meetings.item_too_deep'],
  },
  numberAgenda: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/agenda/number',
    summary: 'Numbers the whole agenda anew',
    params: sessionParams,
    response: Agenda,
    access,
    errors: found,
  },
  setAgendaSettings: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/agenda/settings',
    summary: 'Sets how the agenda is numbered',
    params: sessionParams,
    body: AgendaSettings,
    response: Agenda,
    access,
    errors: found,
  },
} satisfies Contract;
