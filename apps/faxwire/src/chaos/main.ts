import { randomInt } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StopRequest } from '@faxwire/runtime';
import { runCommand } from '../command.ts';
import { USAGE, wantedBy, type Wanted } from './arguments.ts';
import { ChaosRun } from './chaos-run.ts';
import { openStage } from './chaos-stage.ts';
import { historyOf } from './fax-history.ts';
import type { Verdict } from './verdict.ts';

const SEEDS = 1_000_000;
/** More would hide the first ones. */
const MAX_HISTORIES = 20;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run({ minutes, calm, seed = randomInt(SEEDS) }: Wanted): Promise<number> {
  const stopping = new StopRequest();
  say(`Seed ${seed}: ${minutes} minutes${calm ? ', nothing is broken' : ''}.`);
  const stage = await openStage(say);
  say(`${stage.fleet.processes.length} processes are ready; everything is in ${stage.folder}.`);
  const chaos = new ChaosRun({ stage, minutes, calm, seed, say });
  try {
    const verdict = await Promise.race([chaos.run(), stopping.requested.then(() => undefined)]);
    if (!verdict) throw new Error('Interrupted: nothing was judged.');
    await stage.stop();
    return await conclude(verdict, stage.folder);
  } catch (error) {
    chaos.end();
    await stage.fleet.kill();
    await stage.stop();
    say(`The folder is kept: ${stage.folder}`);
    throw error;
  }
}

async function conclude({ line, isRight, bad }: Verdict, folder: string): Promise<number> {
  for (const fax of bad.slice(0, MAX_HISTORIES)) for (const text of historyOf(fax)) say(text);
  await writeFile(join(folder, 'bad-faxes.json'), JSON.stringify(bad, null, 2));
  process.stdout.write(`${line}\n`);
  if (isRight) await rm(folder, { recursive: true, force: true });
  else say(`The folder is kept: ${folder} (bad-faxes.json, timeline.jsonl, house/*/process.log)`);
  return isRight ? 0 : 1;
}

await runCommand(USAGE, wantedBy(process.argv.slice(2)), run);
