import { request } from 'node:http';
import type { FaxBody } from '@faxwire/contracts';
import type { Credentials } from '../credentials.ts';

export interface Submission {
  readonly phoneNumber: string;
  readonly text: string;
  readonly headerText?: string;
  readonly fileName?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
  readonly traceparent?: string;
}

/** POST /fax with everything that a tenant may say. Rejects where no answer came. */
export function postFax({ baseUrl, apiKey }: Credentials, submission: Submission): Promise<Response> {
  return fetch(`${baseUrl}/fax`, { method: 'POST', body: formOf(submission), headers: headersOf(apiKey, submission) });
}

/** The fax that was accepted. Rejects where none was. */
export async function submit(credentials: Credentials, submission: Submission): Promise<FaxBody> {
  const response = await postFax(credentials, submission);
  const body = (await response.json()) as FaxBody;
  if (!response.ok) throw new Error(`refused with ${response.status}: ${JSON.stringify(body)}`);
  return body;
}

export interface BegunSubmission {
  /** Sends the rest. Resolves with the faxId that was answered. */
  finish(): Promise<string>;
}

/** POST /fax of which the API has only the first half, when this resolves. */
export async function beginSubmission({ baseUrl, apiKey }: Credentials, submission: Submission): Promise<BegunSubmission> {
  const encoded = new Response(formOf(submission));
  const bytes = Buffer.from(await encoded.arrayBuffer());
  const half = Math.floor(bytes.length / 2);
  const headers = { ...headersOf(apiKey, submission), 'content-type': encoded.headers.get('content-type') ?? '', 'content-length': bytes.length };
  const posting = request(`${baseUrl}/fax`, { method: 'POST', headers });
  const answer = new Promise<string>((resolve, reject) => {
    posting.once('error', reject).once('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => {
        if (response.statusCode === 202) resolve((JSON.parse(body) as FaxBody).faxId);
        else reject(new Error(`refused with ${response.statusCode}: ${body}`));
      });
    });
  });
  answer.catch(() => undefined);
  await new Promise<void>((resolve, reject) => posting.once('error', reject).write(bytes.subarray(0, half), () => resolve()));
  // Another answer of the same process came after the first half was sent: it has been read.
  await (await fetch(`${baseUrl}/livez`)).arrayBuffer();
  return {
    finish: () => {
      posting.end(bytes.subarray(half));
      return answer;
    },
  };
}

function formOf({ phoneNumber, text, headerText, fileName = 'document.txt', metadata = {} }: Submission): FormData {
  const form = new FormData();
  form.set('phoneNumber', phoneNumber);
  form.set('metadata', JSON.stringify(metadata));
  if (headerText !== undefined) form.set('headerText', headerText);
  form.set('document', new Blob([text], { type: 'text/plain' }), fileName);
  return form;
}

function headersOf(apiKey: string, { idempotencyKey, traceparent }: Submission): Record<string, string> {
  return {
    authorization: `Bearer ${apiKey}`,
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(traceparent !== undefined && { traceparent }),
  };
}
