import { WebhookSender, type AttemptOutcome, type WebhookSenderOptions } from '@faxwire/deliveries';
import type { SmsMessage } from '../message.ts';
import type { AddressedNotice, NoticeSender } from './notice-sender.ts';

/** How a provider wants to be asked. In all templates {to}, {text} and {id} are filled in, the text not in headers. */
export interface SmsProvider {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly format: 'json' | 'form';
  readonly body: string;
}

const CONTENT_TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;
const ESCAPES = { json: (value: string) => JSON.stringify(value).slice(1, -1), form: encodeURIComponent } as const;

/** Hands a text message to any provider that takes one by HTTP. Where it goes is guarded as a webhook is. */
export class SmsSender implements NoticeSender {
  readonly #provider: SmsProvider;
  readonly #sender: WebhookSender;

  constructor(provider: SmsProvider, rules: WebhookSenderOptions) {
    this.#provider = provider;
    this.#sender = new WebhookSender(rules);
  }

  send({ id, to, body }: AddressedNotice, stop: AbortSignal): Promise<AttemptOutcome> {
    const { url, method, headers, format, body: template } = this.#provider;
    const { text } = JSON.parse(body) as SmsMessage;
    const values = { id, to, text };
    const asked = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), filled(value, { id, to }, String)]));
    return this.#sender.send({
      url: filled(url, values, encodeURIComponent),
      method,
      headers: { 'user-agent': 'Faxwire/1', 'content-type': CONTENT_TYPES[format], ...asked },
      body: filled(template, values, ESCAPES[format]),
      now: Date.now(),
    }, stop);
  }
}

/** In one pass: what is filled in is not looked at again. */
function filled(template: string, values: Readonly<Record<string, string>>, escape: (value: string) => string): string {
  return template.replace(/\{(to|text|id)\}/gu, (place, name: string) => (values[name] === undefined ? place : escape(values[name])));
}
