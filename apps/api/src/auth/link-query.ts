import type { LinkQuery as PresentedLink } from '@faxwire/tenancy';
import * as z from 'zod';

const parameter = (description: string, example: string) => z.string().optional().meta({ description, example, 'x-faxwire-addition': true });

/** What a signed link adds to its path. They go together, and with nothing else. */
export const LINK_PARAMETERS = {
  tenant: parameter('Of a signed link: whose it is.', '68bb434c-0cfd-43bb-984b-4b2af9dac16e'),
  expires: parameter('Of a signed link: until when it is good, in seconds since the Unix epoch.', '1795254514'),
  signature: parameter('Of a signed link: its signature.', 'kyzStUunWqPeMSB-RchHNOnauR-wcAswUIoVc6YVV5o'),
};

/** Of operations that a link opens and that take nothing else. */
export const LinkQuery = z.strictObject(LINK_PARAMETERS);

const asRecord = (query: unknown): Readonly<Record<string, unknown>> => (query ?? {}) as Record<string, unknown>;

/** Whether a request came with a link, or with a part of one. */
export function hasLink(query: unknown): boolean {
  return Object.keys(LINK_PARAMETERS).some((name) => Object.hasOwn(asRecord(query), name));
}

/** Undefined where something else came as well, or a parameter twice: the link was signed for its address alone. */
export function linkIn(query: unknown): PresentedLink | undefined {
  const { success, data } = LinkQuery.safeParse(asRecord(query));
  return success ? data : undefined;
}
