/** `event_schema_unknown`: a newer release stored it. `event_schema_invalid`: its version is no version. */
export type EventUnreadableCode = 'event_schema_unknown' | 'event_schema_invalid';

/** An event that this release would misread. Nothing is decided on a fax that has one; a release that knows it reads it. */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
  readonly retriable = false;
  readonly code: EventUnreadableCode;

  constructor(code: EventUnreadableCode, message: string) {
    super(message);
    this.code = code;
  }
}
