import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawHandler } from '#platform/server/module.ts';
import { hitLine } from '../hit.ts';
import { type Parameters, readParameters } from '../parse/parameters.ts';
import { readSender, type Sender } from '../parse/sender.ts';
import { readHit } from '../read-hit.ts';
import {
  answerBulk,
  answerHit,
  answerMethodUnknown,
  answerNothing,
  answerPreflight,
  answerText,
  type Manner,
} from './answers.ts';
import { type BodyProblem, hasBody, readBody } from './body.ts';
import { looksLikeBulk, readBulk } from './bulk.ts';
import { isLoopback } from './client-address.ts';
import type { HandlerParts } from './parts.ts';
import { takeBulk } from './take-bulk.ts';

const PATHS = new Set(['/matomo.php', '/piwik.php', '/tracking']);
/** Times that a hit is read anew because its agent had to be looked up. */
const LOOK_UPS = 3;

/** Answers the tracking addresses; every other path is not ours. */
export function trackingHandler(parts: HandlerParts): RawHandler {
  return (request, response) => {
    const url = request.url as string;
    const question = url.indexOf('?');
    if (!PATHS.has(question < 0 ? url : url.slice(0, question))) return false;
    const query = question < 0 ? '' : url.slice(question + 1);
    switch (request.method) {
      case 'GET':
        guard(parts, request, response, () => takeOne(parts, request, response, readParameters(query)));
        break;
      case 'POST':
        if (hasBody(request))
          readBody(request, (body, problem) => takeBody(parts, request, response, query, body, problem));
        else guard(parts, request, response, () => takeOne(parts, request, response, readParameters(query)));
        break;
      case 'OPTIONS':
        answerPreflight(response);
        break;
      default:
        answerMethodUnknown(response);
    }
    return true;
  };
}

function takeBody(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
  query: string,
  body: string,
  problem: BodyProblem | null,
): void {
  const manner = mannerOf(request, true);
  if (problem !== null) {
    parts.counts.setAside(0, problem, parts.now());
    response.shouldKeepAlive = false;
    if (problem === 'too_large') answerText(response, 413, 'The request is too large.\n', manner);
    else if (problem === 'too_slow') answerText(response, 408, 'The request came too slowly.\n', manner);
    else request.destroy();
    return;
  }
  guard(parts, request, response, () => {
    if (!looksLikeBulk(body)) {
      takeOne(parts, request, response, readParameters(query, body));
      return;
    }
    const bulk = readBulk(body);
    if (bulk === undefined) {
      parts.counts.setAside(0, 'bulk_invalid', parts.now());
      answerBulk(response, 400, { status: 'error', tracked: 0, invalid: 0 }, manner);
      return;
    }
    const address = parts.addressOf(request);
    const image = bulk.image && readParameters(query).text('send_image') !== '0';
    if (!allows(parts, address, bulk.entries.length)) {
      answerBulk(response, 429, { status: 'error', tracked: 0, invalid: bulk.entries.length }, manner);
      return;
    }
    takeBulk(parts, bulk, readSender(request, address)).then(
      ({ status, outcome }) => answerBulk(response, status, outcome, { ...manner, image }),
      (error) => fail(parts, request, response, error),
    );
  });
}

function takeOne(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: Parameters,
): void {
  const manner = mannerOf(request, parameters.text('send_image') !== '0');
  if (parameters.size === 0) {
    answerNothing(response, manner);
    return;
  }
  const address = parts.addressOf(request);
  if (!allows(parts, address, 1)) {
    answerHit(response, 429, manner);
    return;
  }
  recordOne(parts, request, response, parameters, readSender(request, address), manner, 0);
}

function recordOne(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: Parameters,
  sender: Sender,
  manner: Manner,
  lookUps: number,
): void {
  const { counts } = parts;
  const now = parts.now();
  const reading = readHit(parts, parameters, sender, parameters.text('token_auth') || sender.token, now);
  switch (reading.kind) {
    case 'hit':
      parts.appendLog.append(hitLine(reading.hit), 1, (refusal) => {
        if (refusal === null) counts.recorded(1);
        else counts.setAside(reading.hit.site, refusal, now);
        answerHit(response, refusal === null ? 200 : 503, manner);
      });
      break;
    case 'excluded':
      counts.setAside(reading.site, reading.reason, now);
      answerHit(response, 200, manner);
      break;
    case 'refused':
      counts.setAside(reading.site, reading.reason, now);
      answerHit(response, 400, manner);
      break;
    case 'not_ready':
      counts.setAside(reading.site, reading.kind, now);
      answerHit(response, 503, manner);
      break;
    case 'agent_unknown':
      if (lookUps >= LOOK_UPS) throw new Error('An agent that was looked up is unknown again.');
      parts.agents
        .learn(reading.userAgent, reading.hints)
        .then(() => recordOne(parts, request, response, parameters, sender, manner, lookUps + 1))
        .catch((error) => fail(parts, request, response, error));
      break;
    default:
      reading satisfies never;
  }
}

/** Hits from this machine are not capped: a proxy that is not named as trusted hides everybody behind its address. */
function allows(parts: HandlerParts, address: string, hits: number): boolean {
  const now = parts.now();
  if (isLoopback(address) || parts.rateCap.allows(address, hits, now)) return true;
  parts.counts.setAside(0, 'too_fast', now);
  return false;
}

function mannerOf(request: IncomingMessage, image: boolean): Manner {
  return { get: request.method === 'GET', image, origin: request.headers.origin ?? '' };
}

function guard(parts: HandlerParts, request: IncomingMessage, response: ServerResponse, act: () => void): void {
  try {
    act();
  } catch (error) {
    fail(parts, request, response, error);
  }
}

function fail(parts: HandlerParts, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  parts.log.error({ err: error }, 'a tracking request failed');
  if (!response.headersSent) answerHit(response, 500, mannerOf(request, false));
}
