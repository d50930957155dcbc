import type { LoggerService } from '@nestjs/common';

/** Nest's name for itself, and how Node's errors of `listen` begin. */
const NEST = 'NestApplication';
const LISTEN_ERROR = 'Error: listen ';

/** Nest's log without why it cannot listen: that is thrown to the caller, who says it once and in words of its own. */
export function withoutListenErrors(logger: LoggerService): LoggerService {
  const error = (message: unknown, ...rest: unknown[]): void => {
    if (rest.at(-1) === NEST && String(message).startsWith(LISTEN_ERROR)) return;
    logger.error(message, ...rest);
  };
  return {
    error,
    log: (...told) => void logger.log(...told),
    warn: (...told) => void logger.warn(...told),
    debug: (...told) => void logger.debug?.(...told),
    verbose: (...told) => void logger.verbose?.(...told),
    fatal: (...told) => void logger.fatal?.(...told),
  };
}
