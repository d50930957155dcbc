import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.ts';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's own lines in our log. Nest hands over the message, then anything, then the name of the class that speaks. */
export function nestLogger(logger: Logger): LoggerService {
  const write = (level: Level) => (message: unknown, ...rest: unknown[]) => {
    const context = rest.length > 0 && typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const detail = context === undefined ? rest : rest.slice(0, -1);
    const fields = { ...(context === undefined ? {} : { context }), ...(detail.length > 0 ? { detail } : {}), ...(message instanceof Error ? { err: message } : {}) };
    logger[level](fields, textOf(message));
  };
  // Nest tells the start of each module and route at its "log" level; that is detail to those who run us.
  return { log: write('debug'), fatal: write('fatal'), error: write('error'), warn: write('warn'), debug: write('debug'), verbose: write('trace') };
}

function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : (JSON.stringify(message) ?? String(message));
}
