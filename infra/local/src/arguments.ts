import { parseArgs } from 'node:util';
import { LocalError } from './local-error.ts';
import type { EnginePorts } from './engine-set.ts';

const MAX_PORT = 65_535;

export interface EngineArguments {
  readonly ports: EnginePorts;
  readonly dataDir: string;
  readonly file: string;
  readonly help: boolean;
}

export const USAGE = `npm run engines -- [options]
  --postgres-port N   --kafka-port N   --kafka-controller-port N   --temporal-port N   --s3-port N
                      Ports; those not named are chosen free.
  --data-dir FOLDER   Data and logs of the engines. Default: .faxwire/engines
  --file FILE         Where the addresses are written. Default: .faxwire/engines.json
`;

/** @throws LocalError `bad_argument` */
export function engineArguments(args: readonly string[]): EngineArguments {
  const values = parse(args);
  const port = (name: keyof typeof values) => portOf(name, values[name]);
  const ports = {
    postgres: port('postgres-port'),
    kafka: port('kafka-port'),
    kafkaController: port('kafka-controller-port'),
    temporal: port('temporal-port'),
    s3: port('s3-port'),
  };
  return { ports, dataDir: values['data-dir'], file: values.file, help: values.help };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        'postgres-port': text,
        'kafka-port': text,
        'kafka-controller-port': text,
        'temporal-port': text,
        's3-port': text,
        'data-dir': { type: 'string', default: '.faxwire/engines' },
        file: { type: 'string', default: '.faxwire/engines.json' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new LocalError('bad_argument', (error as Error).message);
  }
}

function portOf(name: string, value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port <= MAX_PORT) return port;
  throw new LocalError('bad_argument', `--${name} takes a port from 1 to ${MAX_PORT}, not "${value}".`);
}
