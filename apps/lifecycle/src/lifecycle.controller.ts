import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { EngineUnavailable } from '@faxwire/lifecycle';
import { HandlerUnavailable } from '@faxwire/transport';

export const WAKE = Symbol('faxwire.lifecycle.wake');

export type Wake = (faxId: string) => Promise<void>;

/** What happens to a fax from outside makes its driver look; the log has everything else. */
@Controller()
export class LifecycleController {
  readonly #wake: Wake;

  constructor(@Inject(WAKE) wake: Wake) {
    this.#wake = wake;
  }

  /** While the engine is away the event stays where it is: a fax that was accepted is started later, never lost. */
  @EventPattern(['FaxReceived', 'FaxRevived', 'FaxReceivedForCancel', 'FaxRetry'])
  async look(@Payload() event: { readonly subject: string }): Promise<void> {
    try {
      await this.#wake(event.subject);
    } catch (error) {
      if (error instanceof EngineUnavailable) throw new HandlerUnavailable(error.message, { cause: error });
      throw error;
    }
  }
}
