import type { FaxBody } from '@faxwire/contracts';
import type { Credentials } from '../credentials.ts';

export interface Submission {
  readonly phoneNumber: string;
  readonly text: string;
  readonly fileName?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
  readonly traceparent?: string;
}

/** POST /fax with everything that a tenant may say. Rejects where no answer came. */
export async function submit({ baseUrl, apiKey }: Credentials, submission: Submission): Promise<FaxBody> {
  const response = await fetch(`${baseUrl}/fax`, { method: 'POST', body: formOf(submission), headers: headersOf(apiKey, submission) });
  const body = (await response.json()) as FaxBody;
  if (!response.ok) throw new Error(`refused with ${response.status}: ${JSON.stringify(body)}`);
  return body;
}

function formOf({ phoneNumber, text, fileName = 'document.txt', metadata = {} }: Submission): FormData {
  const form = new FormData();
  form.set('phoneNumber', phoneNumber);
  form.set('metadata', JSON.stringify(metadata));
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
