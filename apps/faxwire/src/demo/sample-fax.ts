import { samplePdfPath } from '@faxwire/documents';
import { ApiRefusal, FaxwireClient } from '../client/faxwire-client.ts';
import { isEnd, timelineLine } from '../client/timeline.ts';
import type { Credentials } from '../credentials.ts';
import { comparePages } from './compare-pages.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

/** The sandbox machine that receives everything. */
const NUMBER = '+19995550100';
/** The fax takes seconds; this is for a machine that is very busy. */
const PATIENCE_MS = 120_000;

const RECEIVER = 'receiver of the sample fax';

export type Say = (line: string) => void;

/** Sends the sample and tells what happens, as a stranger sees it. Returns true when everything was as it should be. */
export async function sendSampleFax(credentials: Credentials, say: Say): Promise<boolean> {
  const client = new FaxwireClient(credentials);
  const receiver = await startWebhookReceiver();
  await forgetEarlierReceivers(client);
  const endpoint = await registered(client, receiver);
  try {
    say(`Sending a sample of three pages to ${NUMBER} ...`);
    const { faxId } = await client.send(samplePdfPath(), NUMBER);
    const sent = await follow(client, faxId, say);
    if (!sent) return false;
    const told = endpoint ? await toldByWebhook(receiver, say) : leftOut(say);
    const compared = await comparison(credentials, { faxId, sent }, say);
    return told && compared;
  } finally {
    if (endpoint) await client.deleteEndpoint(endpoint.id);
    await receiver.close();
  }
}

/** Undefined where webhooks may not go to this machine: the receiver is on loopback. */
async function registered(client: FaxwireClient, receiver: WebhookReceiver): Promise<{ readonly id: string } | undefined> {
  try {
    const endpoint = await client.createEndpoint(receiver.url, RECEIVER);
    receiver.expect(endpoint.secret);
    return endpoint;
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'invalid_webhook_url') return undefined;
    throw error;
  }
}

function leftOut(say: Say): true {
  say('             no webhook is shown: they may not go to loopback here (webhooks.allowLoopback)');
  return true;
}

/** A sample that was cut off left its endpoint behind, and nobody listens there any more. */
async function forgetEarlierReceivers(client: FaxwireClient): Promise<void> {
  for (const { id, description } of await client.endpoints()) if (description === RECEIVER) await client.deleteEndpoint(id);
}

/** Prints the timeline. Returns the hashes of the pages, or nothing where the fax failed. */
async function follow(client: FaxwireClient, faxId: string, say: Say): Promise<readonly string[] | undefined> {
  let startedAt: number | undefined;
  let pages: readonly string[] = [];
  for await (const event of client.events(faxId, AbortSignal.timeout(PATIENCE_MS))) {
    startedAt ??= Date.parse(event.time);
    say(timelineLine(event, startedAt));
    if (event.type === 'DocumentRendered') pages = event.data['pageSha256'] as string[];
    if (isEnd(event)) return event.type === 'FaxSent' ? pages : undefined;
  }
  return undefined;
}

async function toldByWebhook(receiver: WebhookReceiver, say: Say): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const webhook = await Promise.race([receiver.next('FaxSent'), late]);
  clearTimeout(timer);
  say(webhook ? `             webhook FaxSent delivered, signature ${webhook.verified ? 'verified' : 'WRONG'}` : '             no webhook came');
  return webhook?.verified ?? false;
}

async function comparison({ baseUrl, sandboxUrl = baseUrl }: Credentials, { faxId, sent }: { faxId: string; sent: readonly string[] }, say: Say): Promise<boolean> {
  const compared = await comparePages(sandboxUrl, faxId, sent);
  say(compared.identical ? `             pages received are the pages sent: ${compared.pages} of ${compared.pages} identical` : `             pages differ: ${compared.reason}`);
  return compared.identical;
}
