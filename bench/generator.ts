import { connect } from 'node:net';
import { quantile } from './table.ts';
import { makeTraffic } from './traffic.ts';

/**
 * Sends requests over keep-alive connections as fast as they are answered, each connection one at a time, and prints
 * what came of it as JSON. A process of its own, on raw sockets, so that it takes little from the server it measures.
 * Arguments: port, connections, seconds, hits a second at most (0: no limit), hits of one request.
 */
const [port = 0, connections = 64, seconds = 5, limit = 0, bulk = 1] = process.argv.slice(2).map(Number);
const traffic = makeTraffic(7, bulk);
const times: number[] = [];
let good = 0;
let bad = 0;
const begin = performance.now();
const end = begin + seconds * 1000;
let sent = 0;

function dueAt(): number {
  return limit === 0 ? 0 : begin + (sent++ * bulk * 1000) / limit;
}

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let startedAt = 0;
    const send = () => {
      if (performance.now() >= end) {
        socket.destroy();
        resolve();
        return;
      }
      startedAt = performance.now();
      socket.write(traffic.next());
    };
    const sendWhenDue = () => {
      const wait = dueAt() - performance.now();
      if (wait > 0) setTimeout(send, wait);
      else send();
    };
    // Answers are 204 without a body, whole in one piece.
    socket.on('data', (answer: Buffer) => {
      times.push(performance.now() - startedAt);
      if (answer[9] === 0x32) good += bulk;
      else bad += bulk;
      sendWhenDue();
    });
    socket.on('connect', sendWhenDue);
    socket.on('error', reject);
  });
}

await Promise.all(Array.from({ length: connections }, run));
times.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    good,
    bad,
    rate: (good * 1000) / (performance.now() - begin),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }),
);
process.exit(0);
