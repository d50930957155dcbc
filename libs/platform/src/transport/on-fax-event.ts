import type { FaxEventType } from '@faxwire/fax';
import { EventPattern } from '@nestjs/microservices';

/** `@EventPattern` that knows the names of our events, and takes methods with `@Ctx()` without a cast. */
export function OnFaxEvent(type: FaxEventType | '*'): MethodDecorator {
  return EventPattern<string>(type);
}
