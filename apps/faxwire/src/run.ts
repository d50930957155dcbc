import type { Configuration } from '@faxwire/platform';
import { StopRequest, type Foundation } from '@faxwire/runtime';
import { readCredentials, writeCredentials, type Credentials } from './credentials.ts';
import { sendSampleFax, type Say } from './demo/sample-fax.ts';
import { developmentNumber } from './development-number.ts';
import { openHouse, type House } from './house.ts';

export interface Run {
  readonly configuration: Configuration;
  readonly once: boolean;
  /** performance.now() when the process began. */
  readonly begun: number;
  readonly say: Say;
}

/** Opens the house, shows a fax where there is something to show, serves until told to stop. Returns the exit code. */
export async function run({ configuration, once, begun, say }: Run): Promise<number> {
  const stopping = new StopRequest();
  const house = await openHouse(configuration);
  try {
    const { credentials, isFirstStart } = await settle(house);
    welcome({ house, credentials, readyMs: performance.now() - begun }, say);
    const shown = once || isFirstStart ? showSample(house, credentials, say) : Promise.resolve(true);
    if (once) return (await Promise.race([shown, stopping.requested.then(() => false)])) ? 0 : 1;
    await stopping.requested;
    return 0;
  } finally {
    await leave(house, { stopping, graceMs: configuration.shutdown.graceSeconds * 1_000 }, say);
  }
}

/** A development tenant with its keys, made once for a data folder; its address is written anew at every start. */
async function settle({ base, baseUrl }: House): Promise<{ credentials: Credentials; isFirstStart: boolean }> {
  const known = await readCredentials(base.dataDir);
  const valid = known && (await base.apiKeys.authenticate(known.apiKey)) ? known : undefined;
  const { tenantId, apiKey, liveApiKey } = valid ?? (await newTenant(base));
  const live = await liveKey(base, tenantId, liveApiKey);
  const number = base.configuration.sandbox.enabled ? await developmentNumber(base.database.dataSource, tenantId, base.now) : undefined;
  const credentials = { baseUrl, tenantId, apiKey, ...(number && { number }), ...(live && { liveApiKey: live }) };
  await writeCredentials(base.dataDir, credentials);
  return { credentials, isFirstStart: !valid };
}

async function newTenant({ tenants, apiKeys, configuration }: Foundation): Promise<Omit<Credentials, 'baseUrl'>> {
  const { id: tenantId } = await tenants.createTenant({ name: 'Development', defaultCountry: configuration.tenants.defaultCountry });
  const { key: apiKey } = await apiKeys.createKey(tenantId, 'test', 'development');
  return { tenantId, apiKey };
}

/** Without a trunk there is nothing to call over, and so no key that could. */
async function liveKey({ apiKeys, configuration }: Foundation, tenantId: string, known: string | undefined): Promise<string | undefined> {
  if (known !== undefined && (await apiKeys.authenticate(known))) return known;
  return configuration.trunks.length > 0 ? (await apiKeys.createKey(tenantId, 'live', 'development')).key : undefined;
}

function welcome({ house, credentials, readyMs }: { house: House; credentials: Credentials; readyMs: number }, say: Say): void {
  const { dataDir, configuration } = house.base;
  say(`Faxwire is ready after ${(readyMs / 1_000).toFixed(1)} s.`);
  say(`  API          ${credentials.baseUrl}   (document: ${credentials.baseUrl}/openapi.json, metrics: /metrics)`);
  say(`  Credentials  ${dataDir}/credentials.json   (test key: faxes go to the sandbox carrier only)`);
  say(`  Admin        ${configuration.admin.rootKeyFile || `${dataDir}/root.key`}   (root key of the admin API: tenants, keys, numbers, audit)`);
  if (house.sandbox) say(`  Sandbox      sip:${house.sandbox.address.host}:${house.sandbox.address.port}, numbers +1999555 0100 to 0117, received: ${credentials.baseUrl}/sandbox/faxes`);
  if (credentials.liveApiKey) say(`  Trunks       ${configuration.trunks.map(({ name }) => name).join(', ')}   (live key: liveApiKey in the credentials; its faxes are really dialled)`);
  say('  Send         npm run faxwire -- send FILE +19995550100');
}

async function showSample(house: House, credentials: Credentials, say: Say): Promise<boolean> {
  if (!house.sandbox) {
    say('The sandbox carrier is off, so there is no sample fax.');
    return true;
  }
  try {
    return await sendSampleFax(credentials, say);
  } catch (error) {
    say(`The sample fax went wrong: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function leave(house: House, { stopping, graceMs }: { stopping: StopRequest; graceMs: number }, say: Say): Promise<void> {
  say('Stopping: live calls may finish; a second Ctrl-C hangs up.');
  await Promise.race([house.close(graceMs), stopping.insisted.then(() => house.close(0))]);
  say('Stopped.');
}
