import { z } from 'zod';
import { defineContract } from '#platform/contract.ts';
import { cursor, id, instant, limit, text } from './common.ts';

/* Picture and sound of a session, and what is said beside it: chat, captions, recordings. */

/** In the settings of a session, below `media`. */
export const MediaSettings = z.object({
  /** Is there a picture at all? */
  picture: z.boolean().default(true),
  /** Who may show themselves: all places, or only who has the word or comes next. */
  cameras: z.enum(['all', 'word']).default('all'),
  /** How many of those who wait for the word are connected ahead. */
  ahead: z.number().int().min(0).max(10).default(2),
  /** May the session be recorded? Who joins is told. */
  recording: z.boolean().default(false),
  chat: z.boolean().default(true),
});
export type MediaSettings = z.infer<typeof MediaSettings>;

/** Is there a media server? */
export const MediaState = z.enum([
  'off', // by the settings of the node
  'asleep', // nobody has asked for it yet
  'looking', // for its program
  'building', // its program, once on this machine; some minutes
  'starting',
  'ready',
  'restarting', // after it ended by itself
  'missing', // it cannot be had here
]);
export type MediaState = z.infer<typeof MediaState>;

export const Source = z.enum(['camera', 'microphone', 'screen']);

export const MediaPersonView = z.object({
  participantId: id,
  name: z.string(),
  title: z.string(),
  placeId: id.nullable(),
  placeName: z.string().nullable(),
  isChair: z.boolean(),
  /** Has an account, so that they can come in by themselves. */
  canCome: z.boolean(),
  /** In the picture now? */
  connected: z.boolean(),
  may: z.array(Source),
  removed: z.boolean(),
});
export type MediaPersonView = z.infer<typeof MediaPersonView>;

export const RecordingState = z.enum(['running', 'finished', 'broken_off']);

export const RecordingView = z.object({
  id,
  state: RecordingState,
  by: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  bytes: z.number().int(),
  /** The next piece that is awaited; pieces before it are kept. */
  nextPiece: z.number().int(),
});
export type RecordingView = z.infer<typeof RecordingView>;

export const MediaView = z.object({
  state: MediaState,
  /** For who can mend it; null for the others. */
  problem: z.string().nullable(),
  settings: MediaSettings,
  /** Of the session: is there a room to come into? */
  open: z.boolean(),
  /** The caller, as whom they come in; null: as one who only looks on. */
  self: z.object({ participantId: id, may: z.array(Source) }).nullable(),
  people: z.array(MediaPersonView),
  recording: RecordingView.nullable(),
  can: z.object({
    settle: z.boolean(),
    mute: z.boolean(),
    record: z.boolean(),
    caption: z.boolean(),
    chat: z.boolean(),
  }),
});
export type MediaView = z.infer<typeof MediaView>;

export const MediaPass = z.object({
  /** A path of this node, or the address of a media server elsewhere. */
  address: z.string(),
  pass: z.string(),
  identity: z.string(),
  may: z.array(Source),
});
export type MediaPass = z.infer<typeof MediaPass>;

export const MessageKind = z.enum(['chat', 'caption']);
export type MessageKind = z.infer<typeof MessageKind>;

export const MessageView = z.object({
  id,
  kind: MessageKind,
  participantId: id,
  name: z.string(),
  /** Null: taken away by chair or secretary. */
  text: z.string().nullable(),
  at: instant,
  can: z.object({ hide: z.boolean() }),
});
export type MessageView = z.infer<typeof MessageView>;

/** What of the journal is looked for in a recording. */
export const MomentKind = z.enum([
  'session_opened',
  'session_paused',
  'session_resumed',
  'session_closed',
  'item_opened',
  'item_closed',
  'item_reopened',
  'document_shown',
  'word_given',
  'vote_started',
  'vote_stopped',
  'vote_published',
  'resolution_adopted',
  'resolution_rejected',
  'conclusion_recorded',
  'note',
]);
export type MomentKind = z.infer<typeof MomentKind>;

/** A moment of a recording: an entry of the journal, so many seconds after its beginning. */
export const RecordingMoment = z.object({
  seq: z.string(),
  kind: MomentKind,
  at: instant,
  seconds: z.number(),
  itemTitle: z.string().nullable(),
  participantName: z.string().nullable(),
});
export type RecordingMoment = z.infer<typeof RecordingMoment>;

const session = z.object({ id });
const signedIn = { kind: 'signed-in' } as const;
/** Bytes of one piece: some ten seconds of a recording. */
export const PIECE_BYTES = 8 * 1024 * 1024;

export const mediaContract = defineContract({
  getMedia: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/media',
    summary: 'Picture and sound of a session: is there a server, who is there, what may the caller do',
    params: session,
    response: MediaView,
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  joinMedia: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/media/join',
    summary: 'A pass into the picture, to be used within two minutes',
    params: session,
    body: z.object({
      /** `look_on` receives only, under no name: a wall, a second screen. */
      as: z.enum(['take_part', 'look_on']),
    }),
    response: MediaPass,
    access: signedIn,
    errors: [
      'meetings.session_not_found',
      'meetings.media_not_ready',
      'meetings.media_closed',
      'meetings.media_removed',
    ],
  },
  settleMedia: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/media/settings',
    summary: 'Settle how picture, recording and chat are used in a session',
    params: session,
    body: MediaSettings,
    response: MediaSettings,
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.session_state'],
  },
  muteMedia: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/media/mute',
    summary: 'Silence a microphone or hide a picture',
    params: session,
    body: z.object({ participantId: id, source: Source }),
    response: z.object({}),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.media_not_ready'],
  },
  callMedia: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/media/call',
    summary: 'Ask a participant to come into the picture; lets in again who was put out',
    params: session,
    body: z.object({ participantId: id }),
    response: z.object({}),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.participant_not_found'],
  },
  removeMedia: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/media/remove',
    summary: 'Put a participant out of the picture; word, presence and votes stay as they are',
    params: session,
    body: z.object({ participantId: id }),
    response: z.object({}),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.participant_not_found'],
  },
  listMessages: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/messages',
    summary: 'Chat or captions of a session, newest first',
    params: session,
    query: z.object({ kind: MessageKind, cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(MessageView), next: z.string().nullable() }),
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  sendMessage: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/messages',
    summary: 'Say something in the chat, or write what is being said',
    params: session,
    body: z.object({ kind: MessageKind, text: text(1_000) }),
    response: z.object({ id }),
    status: 201,
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.session_state', 'meetings.chat_closed'],
    rateLimit: 60,
  },
  hideMessage: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/messages/:messageId/hide',
    summary: 'Take a message away; that there was one stays to be seen',
    params: z.object({ id, messageId: id }),
    response: z.object({}),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.message_not_found'],
  },
  startRecording: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/recordings',
    summary: 'Begin to record the main programme in the caller’s browser; everybody is told',
    params: session,
    body: z.object({ type: z.string().regex(/^video\/(webm|mp4)(;[\w=", .-]*)?$/, 'video/webm or video/mp4') }),
    response: RecordingView,
    status: 201,
    access: signedIn,
    errors: [
      'meetings.session_not_found',
      'meetings.duty_missing',
      'meetings.session_state',
      'meetings.recording_off',
      'meetings.recording_runs',
    ],
  },
  listRecordings: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/recordings',
    summary: 'Recordings of a session, newest first',
    params: session,
    query: z.object({ cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(RecordingView), next: z.string().nullable() }),
    access: signedIn,
    errors: ['meetings.session_not_found'],
  },
  finishRecording: {
    method: 'POST',
    path: '/api/meetings/sessions/:id/recordings/:recordingId/finish',
    summary: 'End a recording; its pieces are one file from now on',
    params: z.object({ id, recordingId: id }),
    response: RecordingView,
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.duty_missing', 'meetings.recording_not_found'],
  },
  listMoments: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/recordings/:recordingId/moments',
    summary: 'Where in a recording things happened',
    params: z.object({ id, recordingId: id }),
    response: z.object({ rows: z.array(RecordingMoment) }),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.recording_not_found'],
  },
  getRecordingFile: {
    method: 'GET',
    path: '/api/meetings/sessions/:id/recordings/:recordingId/file',
    summary: 'A recording as a file',
    params: z.object({ id, recordingId: id }),
    response: z.any(),
    access: signedIn,
    errors: ['meetings.session_not_found', 'meetings.recording_not_found'],
  },
});

/** Its body is the bytes themselves (`application/octet-stream`). */
export const pieceContract = defineContract({
  addPiece: {
    method: 'PUT',
    path: '/api/meetings/sessions/:id/recordings/:recordingId/pieces/:piece',
    summary: 'The next piece of a recording; one that is there already is taken again without harm',
    params: z.object({ id, recordingId: id, piece: z.coerce.number().int().min(0).max(100_000) }),
    response: RecordingView,
    access: signedIn,
    errors: [
      'meetings.session_not_found',
      'meetings.duty_missing',
      'meetings.recording_not_found',
      'meetings.recording_ended',
      'meetings.recording_piece',
    ],
    rateLimit: 600,
  },
});
