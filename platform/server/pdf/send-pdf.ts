import type { FastifyReply } from 'fastify';

/** Answers with a paper: shown by browsers, saved under its name. */
export function sendPdf(reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`)
    .header('cache-control', 'no-store')
    .serializer((payload) => payload as string)
    .send(Buffer.from(bytes));
}
