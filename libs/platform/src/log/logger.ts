import { format } from 'node:util';
import { pino, type Bindings, type ChildLoggerOptions, type DestinationStream, type LogFn } from 'pino';
import { activeLogFields } from '../telemetry/active-log-fields.ts';
import type { Configuration } from '../config/configuration-schema.ts';
import { maskText } from './mask-text.ts';
import { maskValue } from './mask-value.ts';
import { PrettyStream, isTerminal } from './pretty-stream.ts';

export type Logger = pino.Logger;

export interface LoggerOptions {
  readonly level: Configuration['log']['level'];
  /** Readable lines when the destination is a terminal. */
  readonly pretty?: boolean;
  /** Standard output by default, written synchronously: the last line before a crash is there. */
  readonly destination?: DestinationStream;
  /** Which app writes, when several write into one stream. */
  readonly service?: string;
}

/**
 * A logger of JSON lines. Every text in them, message and field, has its telephone numbers masked; bytes are never
 * written. Lines inside a span carry `traceId` and `spanId`, and `faxId` where the span is about a fax.
 */
export function createLogger({ level, pretty = false, destination, service }: LoggerOptions): Logger {
  const logger = pino(
    {
      level,
      base: service === undefined ? {} : { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: activeLogFields,
      // Masked errors are plain objects already.
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), log: maskFields, bindings: maskFields },
      hooks: { logMethod: maskArguments },
    },
    streamFor(pretty, destination),
  );
  return maskChildren(logger);
}

type MakeChild = (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) => Logger;

/** pino formats the bindings of the root logger only; children inherit `child` from it. */
function maskChildren(logger: Logger): Logger {
  const makeChild: unknown = Reflect.get(logger, 'child');
  const makeMaskedChild: MakeChild = function (bindings, options) {
    return (makeChild as MakeChild).call(this, maskFields(bindings), options);
  };
  return Object.assign(logger, { child: makeMaskedChild });
}

function streamFor(pretty: boolean, destination: DestinationStream | undefined): DestinationStream {
  if (pretty && isTerminal(destination ?? process.stdout)) return new PrettyStream(destination ?? process.stdout);
  return destination ?? pino.destination({ fd: process.stdout.fd, sync: true });
}

function maskFields(fields: object): Record<string, unknown> {
  return maskValue(fields) as Record<string, unknown>;
}

/** One message, put together and masked before pino sees it: pino would take an error's own message unmasked. */
function maskArguments(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, second, ...rest] = args as [unknown, unknown, ...unknown[]];
  if (typeof first !== 'object' || first === null) {
    method.call(this, maskText(format(maskValue(first), ...[second, ...rest].slice(0, args.length - 1).map((value) => maskValue(value)))));
    return;
  }
  const fields = first instanceof Error ? { err: first } : first;
  const message = second ?? (first instanceof Error ? first.message : undefined);
  if (message === undefined) method.call(this, fields);
  else method.call(this, fields, maskText(format(maskValue(message), ...rest.map((value) => maskValue(value)))));
}
