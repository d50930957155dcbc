import { setTimeout as wait } from 'node:timers/promises';
import { FaxwireClient } from '@faxwire/client';

/** Fails at its first attempt and is not tried again. */
const UNALLOCATED = '+19995550103';
const ANSWERS = '+19995550100';
const TOMORROW_MS = 86_400_000;
const STEP_MS = 200;
const STEPS = 300;

/** Makes what the examples of the page are about: each that changes something gets an object of its own. */
export class ExampleObjects {
  readonly makers: Readonly<Record<string, () => Promise<string>>>;
  readonly #client: FaxwireClient;
  #sent: Promise<string> | undefined;

  constructor(client: FaxwireClient) {
    this.#client = client;
    this.makers = {
      FAXID: () => this.#sentFax(),
      ATTEMPT_ID: async () => (await client.attempts(await this.#sentFax()))[0]?.attemptId ?? '',
      WAITING_FAXID: () => this.#waitingFax(),
      HELD_FAXID: async () => (await client.holdFax(await this.#waitingFax())).faxId,
      FAILED_FAXID: async () => this.#ended(await this.#send(UNALLOCATED), 'FaxFailed'),
      ENDPOINT_ID: async () => (await client.api.createWebhookEndpoint({ body: { url: 'https://example.com/fax-events' } })).id,
      KEY_ID: async () => (await client.api.createKey({ body: { name: 'Reports' } })).keyId,
    };
  }

  #sentFax(): Promise<string> {
    this.#sent ??= this.#send(ANSWERS).then((faxId) => this.#ended(faxId, 'FaxSent'));
    return this.#sent;
  }

  async #waitingFax(): Promise<string> {
    return this.#send(ANSWERS, { sendAt: new Date(Date.now() + TOMORROW_MS).toISOString() });
  }

  async #send(phoneNumber: string, wishes: object = {}): Promise<string> {
    const document = new File(['Dear Dr. Miller, please find enclosed.'], 'letter.txt');
    return (await this.#client.sendFax({ phoneNumber, document, metadata: { case: '17' }, ...wishes })).faxId;
  }

  /** Not by the event stream: it ends some time after the fax. */
  async #ended(faxId: string, status: string): Promise<string> {
    for (let step = 0; step < STEPS; step += 1) {
      if ((await this.#client.getFax(faxId)).faxStatus === status) return faxId;
      await wait(STEP_MS);
    }
    throw new Error(`${faxId} is not ${status} in time`);
  }
}
