import { setTimeout as wait } from 'node:timers/promises';
import { FaxwireClient } from '@faxwire/client';

/** Fails at its first attempt and is not tried again. */
const UNALLOCATED = '+19995550103';
const ANSWERS = '+19995550100';
const TOMORROW_MS = 86_400_000;
const STEP_MS = 200;
const STEPS = 300;

export interface Surroundings {
  readonly admin: FaxwireClient;
  readonly ownTenantId: string;
  /** Where webhooks are answered with 204. */
  readonly receiver: string;
}

/** Makes what the examples of the page are about: each that changes something gets an object of its own. */
export class ExampleObjects {
  readonly makers: Readonly<Record<string, () => Promise<string>>>;
  readonly #client: FaxwireClient;
  readonly #receiver: string;
  #sent: Promise<string> | undefined;
  #told: Promise<string> | undefined;

  constructor(client: FaxwireClient, { admin, ownTenantId, receiver }: Surroundings) {
    this.#client = client;
    this.#receiver = receiver;
    this.makers = {
      FAXID: () => this.#sentFax(),
      ATTEMPT_ID: async () => (await client.attempts(await this.#sentFax()))[0]?.attemptId ?? '',
      WAITING_FAXID: () => this.#waitingFax(),
      HELD_FAXID: async () => (await client.holdFax(await this.#waitingFax())).faxId,
      FAILED_FAXID: async () => this.#ended(await this.#send(UNALLOCATED), 'FaxFailed'),
      ENDPOINT_ID: async () => (await client.api.createWebhookEndpoint({ body: { url: 'https://example.com/fax-events' } })).id,
      TOLD_ENDPOINT_ID: () => this.#toldEndpoint(),
      DELIVERY_ID: () => this.#delivered(),
      BATCH_ID: () => this.#batch(),
      TENANT_ID: async () => (await admin.api.createTenant({ body: { name: 'Ward' } })).tenantId,
      OWN_TENANT_ID: async () => ownTenantId,
      KEY_ID: async () => (await client.api.createKey({ body: { name: 'Reports' } })).keyId,
    };
  }

  #sentFax(): Promise<string> {
    this.#sent ??= this.#send(ANSWERS).then((faxId) => this.#ended(faxId, 'FaxSent'));
    return this.#sent;
  }

  #toldEndpoint(): Promise<string> {
    this.#told ??= this.#client.api.createWebhookEndpoint({ body: { url: this.#receiver, events: ['FaxReceived'] } }).then(({ id }) => id);
    return this.#told;
  }

  async #delivered(): Promise<string> {
    const endpointId = await this.#toldEndpoint();
    await this.#waitingFax();
    return this.#until('nothing was delivered', async () => {
      const { deliveries } = await this.#client.api.listWebhookDeliveries({ endpointId });
      return deliveries.find(({ state, attempts }) => state === 'delivered' && attempts.length === 1)?.id;
    });
  }

  async #batch(): Promise<string> {
    const document = new File(['We are closed on Monday.'], 'notice.txt');
    return (await this.#client.api.sendBatch({ body: { recipients: [ANSWERS], document } })).batchId;
  }

  async #waitingFax(): Promise<string> {
    return this.#send(ANSWERS, { sendAt: new Date(Date.now() + TOMORROW_MS).toISOString() });
  }

  async #send(phoneNumber: string, wishes: object = {}): Promise<string> {
    const document = new File(['Dear Dr. Miller, please find enclosed.'], 'letter.txt');
    return (await this.#client.sendFax({ phoneNumber, document, metadata: { case: '17' }, ...wishes })).faxId;
  }

  /** Not by the event stream: it ends some time after the fax. */
  #ended(faxId: string, status: string): Promise<string> {
    return this.#until(`${faxId} is not ${status}`, async () => ((await this.#client.getFax(faxId)).faxStatus === status ? faxId : undefined));
  }

  async #until(complaint: string, look: () => Promise<string | undefined>): Promise<string> {
    for (let step = 0; step < STEPS; step += 1) {
      const found = await look();
      if (found !== undefined) return found;
      await wait(STEP_MS);
    }
    throw new Error(`${complaint} in time`);
  }
}
