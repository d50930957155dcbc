import { headerValue } from '../message/headers.ts';
import { quote } from '../message/quoted-string.ts';
import { parseAuthValues } from './auth-parameters.ts';
import { digestResponse, digestSecret } from './digest-response.ts';
import type { Header, SipRequest, SipResponse } from '../message/message.ts';
import type { Random } from '../random.ts';
import type { DigestChallenge } from './digest-challenge.ts';

export interface DigestCredentials {
  readonly username: string;
  readonly password: string;
}

/** A challenge in use: its nonce serves further requests until the server wants another. */
interface Session {
  challenge: DigestChallenge;
  readonly header: string;
  readonly cnonce: string;
  count: number;
}

/** Realms that one peer may make us remember. */
const SESSIONS_MAX = 8;

/** What we are to one carrier: its secret, and the nonces that it gave us, over all calls. The secret never leaves it. */
export class DigestAccount {
  readonly #credentials: DigestCredentials;
  readonly #random: Random;
  readonly #sessions = new Map<string, Session>();

  constructor(credentials: DigestCredentials, random: Random) {
    this.#credentials = credentials;
    this.#random = random;
  }

  get username(): string {
    return this.#credentials.username;
  }

  /** Credentials for nonces that are known: saves the round of a challenge. */
  preempt(request: SipRequest): Header[] {
    return [...this.#sessions.values()].map((session) => this.#authorise(session, request));
  }

  /** Takes challenges of a response into use; `header` is what answers them. */
  adopt(challenges: readonly DigestChallenge[], header: string): void {
    for (const challenge of challenges) {
      const key = `${header}|${challenge.realm}`;
      const known = this.#sessions.get(key);
      if (known === undefined && this.#sessions.size >= SESSIONS_MAX) this.#forgetOldest();
      // A nonce given twice is counted on: a count that begins anew would look like a replay.
      const count = known?.challenge.nonce === challenge.nonce ? known.count : 0;
      this.#sessions.set(key, { challenge, header, cnonce: this.#random.randomToken(8), count });
    }
  }

  /** RFC 7616 3.5: the server names the nonce that it wants from now on. */
  learn(response: SipResponse): void {
    this.#learn(headerValue(response, 'Authentication-Info'), 'Authorization');
    this.#learn(headerValue(response, 'Proxy-Authentication-Info'), 'Proxy-Authorization');
  }

  #learn(info: string | undefined, header: string): void {
    // The value has no scheme of its own; one is put before it to read it by the same rules.
    const next = info === undefined ? undefined : parseAuthValues(`info ${info}`)[0]?.parameters.get('nextnonce');
    const session = [...this.#sessions.values()].find((candidate) => candidate.header === header);
    if (next === undefined || next.length > 1_024 || session === undefined) return;
    session.challenge = { ...session.challenge, nonce: next };
    session.count = 0;
  }

  #forgetOldest(): void {
    const [oldest] = this.#sessions.keys();
    if (oldest !== undefined) this.#sessions.delete(oldest);
  }

  #authorise(session: Session, request: SipRequest): Header {
    const { challenge, header, cnonce } = session;
    const { realm, nonce, algorithm, protection, opaque } = challenge;
    const count = (++session.count).toString(16).padStart(8, '0');
    const username = quote(this.#credentials.username);
    const secret = digestSecret(algorithm, username.slice(1, -1), { realm, password: this.#credentials.password });
    const response = digestResponse({ ...request, algorithm, secret, nonce, cnonce, count, protection });
    const parts = [
      `username=${username}`, `realm="${realm}"`, `nonce="${nonce}"`, `uri="${request.uri}"`, `response="${response}"`, `algorithm=${algorithm.name}`,
      ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
      ...(protection === undefined ? [] : [`qop=${protection}`, `nc=${count}`]),
      ...(protection === undefined && !algorithm.session ? [] : [`cnonce="${cnonce}"`]),
    ];
    return [header, `Digest ${parts.join(', ')}`];
  }
}
