import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FAX_EVENTS_DEAD_LETTER_TOPIC, FAX_EVENTS_TOPIC } from '@faxwire/contracts';
import { connectionSettings } from '@faxwire/event-log';
import { loadConfiguration, type Configuration } from '@faxwire/platform';
import { explain } from '@faxwire/runtime/main';
import { DeadLetterTopic, listDeadLetters, replayDeadLetters } from '@faxwire/transport';
import pg from 'pg';

const USAGE = `Usage: npm run dead-letters -- list GROUP | replay GROUP
  list GROUP     events that no handler of the group could take (lifecycle, webhooks), one JSON object a line
  replay GROUP   has the group handle them again
The configuration says where they are: in the topic ${FAX_EVENTS_DEAD_LETTER_TOPIC}, or in the table dead_letter.`;
const SERVICE = 'faxwire-dead-letters';

interface DeadLetters {
  list(group: string): Promise<readonly object[]>;
  replay(group: string): Promise<number>;
  close(): Promise<void>;
}

function inTopic({ kafka }: Configuration): DeadLetters {
  return new DeadLetterTopic({ kafka: { ...kafka, clientId: SERVICE }, topic: FAX_EVENTS_TOPIC, deadLetterTopic: FAX_EVENTS_DEAD_LETTER_TOPIC });
}

async function inTable(configuration: Configuration): Promise<DeadLetters> {
  const { ownerUrl, url } = configuration.database;
  const pool = new pg.Pool({ ...connectionSettings({ url: ownerUrl || url || (await embeddedUrl(configuration.dataDir)), applicationName: SERVICE }), max: 1 });
  return { list: (group) => listDeadLetters(pool, group), replay: (group) => replayDeadLetters(pool, group), close: () => pool.end() };
}

const PORT_LINE = 3;

/** Of the server that the running house has started. */
async function embeddedUrl(dataDir: string): Promise<string> {
  try {
    const password = await readFile(join(dataDir, 'postgres.password'), 'utf8');
    const port = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[PORT_LINE];
    return `postgres://faxwire:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/postgres`;
  } catch (cause) {
    throw new Error(`No Faxwire runs on ${dataDir}. Start it first: npm start`, { cause });
  }
}

async function run(command: string, group: string): Promise<void> {
  const configuration = loadConfiguration({ env: process.env, cwd: process.cwd() });
  const letters = configuration.events.bus === 'kafka' ? inTopic(configuration) : await inTable(configuration);
  try {
    if (command === 'replay') process.stderr.write(`${await letters.replay(group)} events are handled again.\n`);
    else for (const letter of await letters.list(group)) process.stdout.write(`${JSON.stringify(letter)}\n`);
  } finally {
    await letters.close();
  }
}

const [command = '', group, ...rest] = process.argv.slice(2);
if (!['list', 'replay'].includes(command) || group === undefined || rest.length > 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = command === '--help' ? 0 : 2;
} else {
  try {
    await run(command, group);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
