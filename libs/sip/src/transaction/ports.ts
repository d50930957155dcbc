import type { Clock } from '../clock.ts';
import type { SipMessage, SipRequest, SipResponse } from '../message/message.ts';

/** What a state machine may do to the world. */
export interface TransactionPorts {
  readonly clock: Clock;
  /** A stream: nothing is lost, so nothing is repeated. */
  readonly reliable?: boolean;
  send(message: SipMessage): void;
  terminated(): void;
}

/** How a client transaction reports to its user. At most one of `onTimeout` and `onTransportError` comes, as the last call. */
export interface ClientHandlers {
  onResponse(response: SipResponse): void;
  /** Timer B or F: no final response came. */
  onTimeout(): void;
  onTransportError(detail: string): void;
}

/** One request under way, as its user sees it: with all its tries. */
export interface ClientTransaction {
  /** As it was sent last: a challenge answered gives it another branch and number. */
  readonly request: SipRequest;
  /** Sends no more copies but still takes a late response until timer B or F. */
  stopRetransmitting(): void;
  /** Waits no longer than this for a final response, and then ends silently. */
  expireAfter(delayMs: number): void;
  terminate(): void;
}

/** One try. */
export interface ClientMachine extends ClientTransaction {
  readonly state: string;
  start(): void;
  receive(response: SipResponse): void;
  /** The request could not be sent. */
  fail(detail: string): void;
}

export interface ServerTransaction {
  readonly request: SipRequest;
  readonly state: string;
  /** Ignored once a final response was sent, except further copies of a 2xx to INVITE. */
  respond(response: SipResponse): void;
  /** A repeat of the request, or the ACK of a refusal. */
  receive(request: SipRequest): void;
  terminate(): void;
}
