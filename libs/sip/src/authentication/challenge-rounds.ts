import { challengesOf } from './digest-challenge.ts';
import type { SipResponse } from '../message/message.ts';
import type { DigestAccount } from './digest-account.ts';
import type { DigestChallenge } from './digest-challenge.ts';

/** Challenges answered for one request: a proxy and the server behind it, each once more with a stale nonce. */
const ROUNDS_MAX = 4;

/** Decides for one request whether a further try with credentials makes sense. */
export class ChallengeRounds {
  readonly #account: DigestAccount;
  readonly #answered = new Set<string>();
  #rounds = 0;

  constructor(account: DigestAccount) {
    this.#account = account;
  }

  /** True where the request is to be sent again: its challenges were taken into use. */
  answers(response: SipResponse): boolean {
    const names = headersOf(response.status);
    if (names === undefined || this.#rounds >= ROUNDS_MAX) return false;
    const fresh = challengesOf(response, names.challenge).filter((challenge) => this.#isFresh(challenge, names.answer));
    if (fresh.length === 0) return false;
    this.#rounds++;
    for (const { realm } of fresh) this.#answered.add(`${names.answer}|${realm}`);
    this.#account.adopt(fresh, names.answer);
    return true;
  }

  /** A realm that asks again, and not because its nonce is old, does not take our password (RFC 3261 22.1). */
  #isFresh({ realm, stale }: DigestChallenge, answer: string): boolean {
    return stale || !this.#answered.has(`${answer}|${realm}`);
  }
}

function headersOf(status: number): { challenge: string; answer: string } | undefined {
  if (status === 401) return { challenge: 'WWW-Authenticate', answer: 'Authorization' };
  return status === 407 ? { challenge: 'Proxy-Authenticate', answer: 'Proxy-Authorization' } : undefined;
}
