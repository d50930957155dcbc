import { resolve } from 'node:path';
import type { AttemptBody, ListedFaxBody } from '@faxwire/contracts';
import type { Credentials } from '../credentials.ts';
import { ApiRefusal, FaxwireClient } from './faxwire-client.ts';
import { isEnd, printable, timelineLine } from './timeline.ts';

const USAGE = `Usage: npm run faxwire -- COMMAND [--json]
  send FILE NUMBER   send a document and follow it to its end (exit code 0: sent)
  list               the newest faxes
  show FAXID         one fax with its attempts
  --json             one JSON object a line, for machines`;

/** A fax may retry for a day; somebody who follows it so long has long gone to bed. */
const FOLLOW_MS = 24 * 3_600_000;
const LISTED = 20;

export interface CliSurroundings {
  readonly credentials: Credentials | undefined;
  readonly dataDir: string;
  /** Where the person stands who typed the command: npm runs it somewhere else. */
  readonly cwd: string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Returns the exit code: 0 done, 1 refused or failed, 2 not understood. */
export async function runCli(args: readonly string[], around: CliSurroundings): Promise<number> {
  const json = args.includes('--json');
  const [command, ...operands] = args.filter((arg) => arg !== '--json');
  const action = ACTIONS[command ?? ''];
  if (!action || operands.length !== action.operands) {
    around.complain(USAGE);
    return 2;
  }
  if (!around.credentials) {
    around.complain(`There are no credentials in ${around.dataDir}. Start Faxwire first: npm start`);
    return 1;
  }
  try {
    return await action.run({ ...around, client: new FaxwireClient(around.credentials), json }, operands);
  } catch (error) {
    around.complain(explain(error, around.credentials.baseUrl));
    return 1;
  }
}

interface Surroundings extends CliSurroundings {
  readonly client: FaxwireClient;
  readonly json: boolean;
}

interface Action {
  readonly operands: number;
  run(around: Surroundings, operands: readonly string[]): Promise<number>;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  send: { operands: 2, run: (around, [file = '', number = '']) => send(around, file, number) },
  list: { operands: 0, run: list },
  show: { operands: 1, run: (around, [faxId = '']) => show(around, faxId) },
};

async function send({ client, json, print, cwd }: Surroundings, file: string, number: string): Promise<number> {
  const { faxId } = await client.send(resolve(cwd, file), number);
  print(json ? JSON.stringify({ faxId }) : `Fax ${faxId}`);
  let startedAt: number | undefined;
  for await (const event of client.events(faxId, AbortSignal.timeout(FOLLOW_MS))) {
    startedAt ??= Date.parse(event.time);
    print(json ? JSON.stringify(event) : timelineLine(event, startedAt));
    if (isEnd(event)) return event.type === 'FaxSent' ? 0 : 1;
  }
  return 1;
}

async function list({ client, json, print }: Surroundings): Promise<number> {
  const faxes = await client.list(LISTED);
  for (const fax of faxes) print(json ? JSON.stringify(fax) : lineOf(fax));
  if (faxes.length === 0 && !json) print('No faxes yet.');
  return 0;
}

function lineOf({ createdOn, faxId, phoneNumber, faxStatus, failedReason }: ListedFaxBody): string {
  return `${createdOn}  ${faxId}  ${phoneNumber.padEnd(16)}  ${faxStatus}${failedReason ? `: ${failedReason}` : ''}`;
}

async function show({ client, json, print }: Surroundings, faxId: string): Promise<number> {
  const fax = await client.fax(faxId);
  const attempts = await client.attempts(faxId);
  if (json) {
    print(JSON.stringify({ ...fax, attempts }));
    return 0;
  }
  print(lineOf(fax));
  for (const attempt of attempts) print(attemptLine(attempt));
  return 0;
}

function attemptLine({ number, manual, trunk, status, startedOn, bitRate, ecm, pagesConfirmed, cause, detail }: AttemptBody): string {
  const line = bitRate === undefined ? '' : `, ${bitRate} bit/s${ecm ? ' ECM' : ''}`;
  const why = cause === undefined ? '' : `: ${cause}${detail ? ` (${printable(detail)})` : ''}`;
  return `  ${startedOn}  attempt ${number}${manual ? ' (manual)' : ''} on ${trunk}${line}, ${pagesConfirmed} confirmed, ${status}${why}`;
}

function explain(error: unknown, baseUrl: string): string {
  if (error instanceof ApiRefusal) return printable(`${error.code}: ${error.message}`);
  if (error instanceof TypeError && error.message === 'fetch failed') return `Nobody answers at ${baseUrl}. Start Faxwire first: npm start`;
  return error instanceof Error ? error.message : String(error);
}
