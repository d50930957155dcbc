import type { Clock } from '../clock.ts';
import type { LocalIdentity } from '../dialog/local-identity.ts';
import type { Random } from '../random.ts';
import type { ServerTransaction } from '../transaction/ports.ts';
import type { ReceivedRequest, TransactionLayer } from '../transaction/transaction-layer.ts';
import type { UserAgentLimits } from './limits.ts';

/** Takes the requests that arrive inside one dialog. */
export interface DialogUser {
  receive(received: ReceivedRequest, transaction: ServerTransaction): void;
  receiveAck(received: ReceivedRequest): void;
}

/** What a call may use of its user agent. */
export interface AgentContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly identity: LocalIdentity;
  readonly limits: UserAgentLimits;
  readonly transactions: TransactionLayer;
  register(dialogId: string, user: DialogUser): void;
  unregister(dialogId: string): void;
  /** Runs when a CANCEL comes for an INVITE; the CANCEL itself is already answered. */
  whenCancelled(invite: ServerTransaction, run: () => void): void;
}
