import { z } from 'zod';

const MAX_TEXT = 1_024;
const MAX_EMAIL_CHARS = 254;
/** A provider asks for a key, a content type and little else. */
const MAX_HEADERS = 20;
/** RFC 9110 5.1: what a field may be called. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Anything else would begin another header, or another request. */
const HEADER_VALUE = /^[\x20-\x7e]*$/;

const text = () => z.string().max(MAX_TEXT);
const timeoutMs = () => z.int().min(100).max(120_000);

export const mailSchema = z
  .strictObject({
    smtpUrl: text().default('').meta({ description: 'smtp://user:password@host:587 (STARTTLS, which the server has to offer) or smtps://user:password@host:465. Empty: no mail is sent. Better in the environment than in a file.' }),
    from: z.union([z.literal(''), z.email().max(MAX_EMAIL_CHARS)]).default('').meta({ description: 'Address that mail comes from, and that it is returned to.' }),
    plaintext: z.boolean().default(false).meta({ description: 'Whether smtp:// goes without encryption, for a mail server on this machine or in a network of your own.' }),
    caFile: text().default('').meta({ description: 'PEM file of the authority that signed the mail server, where it is not a public one.' }),
    timeoutMs: timeoutMs().default(30_000).meta({ description: 'From connecting to the last answer of the mail server, ms.' }),
    concurrency: z.int().min(1).max(50).default(4).meta({ description: 'Mails sent at a time; each has a connection of its own.' }),
  })
  .meta({ description: 'Mail to the people of a tenant about faxes that were sent or failed. Each tenant says whom to tell in its settings.' })
  .prefault({});

export const smsSchema = z
  .strictObject({
    url: text().default('').meta({ description: 'Where the provider takes messages: https://. {to}, {text} and {id} are filled in. Empty: no text messages are sent.' }),
    method: z.enum(['POST', 'PUT']).default('POST').meta({ description: 'POST or PUT.' }),
    headers: z.record(z.string().regex(HEADER_NAME, 'is no name of a header'), text().regex(HEADER_VALUE, 'has characters that no header may have'))
      .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS}`).default({})
      .meta({ description: 'Headers beside the content type, such as the key: {Authorization: Bearer ...}; {to} and {id} are filled in. Better in the environment than in a file.' }),
    format: z.enum(['json', 'form']).default('json').meta({ description: 'What the body is: application/json or application/x-www-form-urlencoded. What is filled in is escaped for it.' }),
    body: text().default('{"to":"{to}","text":"{text}","id":"{id}"}').meta({ description: 'The body. {to}: the number, E.164; {text}: the message; {id}: the same in every try of one message.' }),
    timeoutMs: timeoutMs().default(15_000).meta({ description: 'From the first byte sent to the last byte read, ms.' }),
    concurrency: z.int().min(1).max(50).default(4).meta({ description: 'Messages sent at a time.' }),
  })
  .meta({ description: 'Text messages to the telephones of a tenant, by the HTTP interface of a provider. What webhooks.allow says goes for it, too.' })
  .prefault({});
