import { formatHostPort } from '../message/host-port.ts';
import { encodeUser } from '../message/percent-escape.ts';
import { MAGIC_COOKIE } from '../transaction/keys.ts';
import { SUPPORTED_OPTIONS } from './option-tag.ts';
import type { Header } from '../message/message.ts';
import type { Random } from '../random.ts';
import type { Remote } from '../transport/transport.ts';

export const ALLOWED_METHODS = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'UPDATE', 'PRACK', 'INFO'];

export interface LocalIdentityOptions {
  readonly address: Remote;
  readonly random: Random;
  readonly userAgentHeader: string | undefined;
}

/** Who we are on the wire: our Via, Contact and the headers that say what we can. */
export class LocalIdentity {
  readonly #options: LocalIdentityOptions;

  constructor(options: LocalIdentityOptions) {
    this.#options = options;
  }

  newTag(): string {
    return this.#options.random.randomToken(8);
  }

  newCallId(): string {
    return this.#options.random.randomToken(16);
  }

  /** `rport` asks the far end to answer to the port we send from (RFC 3581). */
  newVia(): Header {
    const branch = `${MAGIC_COOKIE}${this.#options.random.randomToken(12)}`;
    return ['Via', `SIP/2.0/UDP ${formatHostPort(this.#options.address)};rport;branch=${branch}`];
  }

  contact(user?: string): Header {
    const userInfo = user === undefined ? '' : `${encodeUser(user)}@`;
    return ['Contact', `<sip:${userInfo}${formatHostPort(this.#options.address)}>`];
  }

  /** Allow and Supported, and User-Agent when one is wanted. */
  capabilities(): Header[] {
    const name = this.#options.userAgentHeader;
    const software: Header[] = name === undefined ? [] : [['User-Agent', name]];
    return [['Allow', ALLOWED_METHODS.join(', ')], ['Supported', SUPPORTED_OPTIONS.join(', ')], ...software];
  }
}
