import { createHash } from 'node:crypto';
import type { TenantSettings } from '@faxwire/contracts';

/** The ways to tell people, beside webhooks, which tell programs. */
export type NoticeChannel = 'email' | 'sms';

type Notifications = TenantSettings['notifications'];

export function addressesOf(channel: NoticeChannel, { emails, smsNumbers }: Notifications): readonly string[] {
  return channel === 'email' ? emails : smsNumbers;
}

/**
 * What the delivery log calls an address: the log outlives the tenant's settings, so the address itself does not stand in
 * it. The tenant is part of the hash, so that two tenants who tell the same person have nothing in common there.
 */
export function recipientIdOf(channel: NoticeChannel, tenantId: string, address: string): string {
  return `${channel}:${createHash('sha256').update(`${tenantId} ${address.toLowerCase()}`).digest('hex').slice(0, 32)}`;
}
