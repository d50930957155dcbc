import { Inject, Injectable } from '@nestjs/common';
import { isScope, type Scope, type TokenBody } from '@faxwire/contracts';
import { readKey, type Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Doorkeeper } from '../auth/doorkeeper.ts';
import { OAuthRefusal, clientOf, grantOf } from './token-request.ts';

/** An hour: the key behind a token is looked up at each use, so this does not bound how long a revoked one works. */
const LIFETIME_MS = 3_600_000;
const SECOND_MS = 1_000;

export interface TokenRequestSource {
  readonly form: URLSearchParams;
  readonly authorization: string | undefined;
  readonly address: string;
}

/** Gives access tokens for API keys. */
@Injectable()
export class TokenDesk {
  readonly #deps: ApiDependencies;
  readonly #doorkeeper: Doorkeeper;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(Doorkeeper) doorkeeper: Doorkeeper) {
    this.#deps = deps;
    this.#doorkeeper = doorkeeper;
  }

  /** @throws OAuthRefusal, ProblemError `too_many_failures` */
  async issue({ form, authorization, address }: TokenRequestSource): Promise<TokenBody> {
    grantOf(form);
    const { clientId, clientSecret } = clientOf(authorization, form);
    const key = readKey(clientSecret);
    // What is no key counts as a failed guess all the same; a token is none, and buys no other.
    const principal = await this.#doorkeeper.recognise(key?.keyId === clientId ? clientSecret : '', address);
    if (!principal) throw new OAuthRefusal('invalid_client', 'The client is not known, or its secret is not this one.');
    if (principal.suspended) throw new OAuthRefusal('unauthorized_client', 'The tenant is suspended.');
    return this.#tokenFor(principal, scopesOf(form.get('scope'), principal));
  }

  #tokenFor({ keyId, mode, expiresAt: keyEndsAt = Infinity }: Principal, scopes: readonly Scope[]): TokenBody {
    const now = Date.now();
    const expiresAt = Math.min(now + LIFETIME_MS, keyEndsAt);
    const token = this.#deps.accessTokens.issue({ keyId, mode, scopes, expiresAt });
    return { access_token: token, token_type: 'Bearer', expires_in: Math.floor((expiresAt - now) / SECOND_MS), scope: scopes.join(' ') };
  }
}

function scopesOf(wanted: string | null, { scopes }: Principal): readonly Scope[] {
  const names = (wanted ?? '').split(' ').filter((name) => name !== '');
  if (names.length === 0) return [...scopes];
  const granted = names.filter(isScope).filter((scope) => scopes.has(scope));
  if (granted.length < names.length) throw new OAuthRefusal('invalid_scope', 'The key has not every scope that was asked for.');
  return [...new Set(granted)];
}
