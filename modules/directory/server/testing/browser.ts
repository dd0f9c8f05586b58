import type { FastifyInstance, InjectOptions } from 'fastify';

/** A browser without a screen: it keeps cookies by name, and comes from one address. */
export class TestBrowser {
  readonly #app: FastifyInstance;
  readonly #address: string;
  readonly #cookies = new Map<string, string>();

  constructor(app: FastifyInstance, address = '203.113.0.7') {
    this.#app = app;
    this.#address = address;
  }

  async send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const request: InjectOptions = { method, url, remoteAddress: this.#address, headers: { cookie } };
    const answer = await this.#app.inject({ ...request, ...(payload && { payload }) });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (attributes.includes('Max-Age=0')) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(at + 1));
  }
}
