import type { Effect } from '@faxwire/transport';
import { BaseRpcContext } from '@nestjs/microservices';

/** `@Ctx()` of an event handler. */
export class FaxEventContext extends BaseRpcContext<[Effect]> {
  constructor(effect: Effect) {
    super([effect]);
  }

  /** The transaction that moves the checkpoint: what is written through it is stored exactly once. */
  get effect(): Effect {
    return this.getArgs()[0];
  }
}
