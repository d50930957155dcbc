import type { PlacedCall } from '@faxwire/sandbox-app';
import type { Credentials } from '../credentials.ts';
import { textOfPages } from './text-document.ts';

/** For specs: the sandbox faxes a letter of so many pages to one of the tenant's numbers. */
export async function callIn({ baseUrl }: Credentials, { to, pages }: { readonly to: string; readonly pages: number }): Promise<PlacedCall> {
  const form = new FormData();
  form.set('to', to);
  form.set('document', new Blob([textOfPages(pages)]), 'letter.txt');
  return (await (await fetch(`${baseUrl}/sandbox/call`, { method: 'POST', body: form })).json()) as PlacedCall;
}
