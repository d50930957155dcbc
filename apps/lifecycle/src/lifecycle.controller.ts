import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';

export const NUDGE = Symbol('faxwire.lifecycle.nudge');

/** What happens to a fax from outside makes its driver look; the log has everything else. */
@Controller()
export class LifecycleController {
  readonly #nudge: (faxId: string) => void;

  constructor(@Inject(NUDGE) nudge: (faxId: string) => void) {
    this.#nudge = nudge;
  }

  @EventPattern(['FaxReceived', 'FaxRevived', 'FaxReceivedForCancel', 'FaxRetry'])
  look(@Payload() event: { readonly subject: string }): void {
    this.#nudge(event.subject);
  }
}
