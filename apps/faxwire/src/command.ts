import { parseArgs, type ParseArgsConfig } from 'node:util';
import { explain } from '@faxwire/runtime/main';

/** `--name` */
export const SWITCH = { type: 'boolean', default: false } as const;
/** `--name VALUE` */
export const VALUE = { type: 'string' } as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<Wanted extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: Wanted }>>['values'];

/** Undefined for anything that is not understood. */
export function optionsOf<Wanted extends Options>(args: readonly string[], options: Wanted): Values<Wanted> | undefined {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return undefined;
  }
}

/** NaN, which is in no range, for a text that is no number. */
export const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** Runs a command and leaves with its exit code: 2 where the arguments were not understood, 1 where it went wrong. */
export async function runCommand<Wanted>(usage: string, wanted: Wanted | undefined, run: (wanted: Wanted) => Promise<number>): Promise<never> {
  if (!wanted) {
    process.stderr.write(`${usage}\n`);
    process.exit(process.argv.includes('--help') ? 0 : 2);
  }
  const code = await run(wanted).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  });
  process.exit(code);
}
