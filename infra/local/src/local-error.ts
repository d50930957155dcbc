export type LocalErrorCode =
  | 'tool_missing'
  | 'command_failed'
  | 'fetch_failed'
  | 'fetch_timeout'
  | 'port_taken'
  | 'data_in_use'
  | 'not_ready'
  | 'ended_at_start'
  | 'not_running'
  | 'bad_argument';

/** What a person can do something about: the message is one sentence for them, the code is for programs. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;
  constructor(code: LocalErrorCode, message: string) {
    super(message);
    this.name = 'LocalError';
    this.code = code;
  }
}
