import type { FastifyInstance } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import { mediaContract, pieceContract } from '../../contract.ts';
import { getMedia } from './get-media.ts';
import { joinMedia } from './join.ts';
import { listMessages } from './messages/list-messages.ts';
import { hideMessage, sendMessage } from './messages/send-message.ts';
import { callMedia, muteMedia, removeMedia } from './moderate.ts';
import { listMoments, listRecordings } from './recordings/list-recordings.ts';
import { addPiece, finishRecording, startRecording } from './recordings/record.ts';
import { recordingFile } from './recordings/recording-file.ts';
import { settleMedia } from './settle.ts';

export function mediaRoutes(app: FastifyInstance): void {
  mount(app, 'meetings', mediaContract, {
    getMedia: (ctx, { params }) => getMedia(ctx, params.id),
    joinMedia: (ctx, { params, body }) => joinMedia(ctx, params.id, body.as),
    settleMedia: (ctx, { params, body }) => settleMedia(ctx, params.id, body),
    async muteMedia(ctx, { params, body }) {
      await muteMedia(ctx, params.id, body.participantId, body.source);
      return {};
    },
    async callMedia(ctx, { params, body }) {
      await callMedia(ctx, params.id, body.participantId);
      return {};
    },
    async removeMedia(ctx, { params, body }) {
      await removeMedia(ctx, params.id, body.participantId);
      return {};
    },
    listMessages: (ctx, { params, query }) => listMessages(ctx, params.id, query),
    sendMessage: (ctx, { params, body }) => sendMessage(ctx, params.id, body),
    async hideMessage(ctx, { params }) {
      await hideMessage(ctx, params.id, params.messageId);
      return {};
    },
    startRecording: (ctx, { params, body }) => startRecording(ctx, params.id, body.type),
    listRecordings: (ctx, { params, query }) => listRecordings(ctx, params.id, query),
    finishRecording: (ctx, { params }) => finishRecording(ctx, params.id, params.recordingId),
    listMoments: (ctx, { params }) => listMoments(ctx, params.id, params.recordingId),
    async getRecordingFile(ctx, { params }, { request, reply }) {
      const file = await recordingFile(ctx, params.id, params.recordingId, request.headers.range);
      const { type, startedAt, bytes, range, content } = file;
      const name = `phien-hop-${startedAt.toISOString().slice(0, 10)}.${type.startsWith('video/mp4') ? 'mp4' : 'webm'}`;
      const { first, last } = range ?? { first: 0, last: bytes - 1 };
      await reply
        .code(range === null ? 200 : 206)
        .headers({
          'Content-Type': type.split(';', 1)[0],
          'Content-Length': last - first + 1,
          'Accept-Ranges': 'bytes',
          'Content-Disposition': `inline; filename="${name}"`,
          ...(range !== null && { 'Content-Range': `bytes ${first}-${last}/${bytes}` }),
        })
        .send(content);
      return '';
    },
  });
  void app.register(async (raw) => {
    // Left unread: the piece flows into the store of files as it comes, and the verb counts its bytes.
    raw.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null, undefined));
    mount(raw, 'meetings', pieceContract, {
      addPiece: (ctx, { params }, { request }) =>
        addPiece(ctx, params.id, params.recordingId, params.piece, request.raw),
    });
  });
}
