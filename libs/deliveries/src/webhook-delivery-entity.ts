import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordedAttempt } from './attempt-outcome.ts';

/** How the tenant is told. */
export type DeliveryChannel = 'webhook' | 'email' | 'sms';

export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** One event on its way to one endpoint (or mailbox, or telephone): at the same time the work list and the delivery log. */
@Entity({ name: 'webhook_delivery' })
export class WebhookDeliveryEntity {
  @PrimaryColumn({ name: 'delivery_id', type: 'bigint' })
  deliveryId!: string;

  /** Also the `webhook-id`: the same in every attempt. */
  @Column({ name: 'event_id', type: 'text' })
  eventId!: string;

  @Column({ type: 'text' })
  channel!: DeliveryChannel;

  @Column({ name: 'endpoint_id', type: 'text' })
  endpointId!: string;

  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'fax_id', type: 'text' })
  faxId!: string;

  @Column({ type: 'int' })
  sequence!: number;

  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  /** The bytes that are signed and sent, fixed once. */
  @Column({ type: 'text' })
  body!: string;

  @Column({ name: 'trace_parent', type: 'text', nullable: true })
  traceParent!: string | null;

  @Column({ type: 'text' })
  state!: DeliveryState;

  /** Why it was given up, in one word. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  attempts!: RecordedAttempt[];

  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  /** When the tenant said that it knows of the failure. */
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;

  /** The personal data of its fax was erased: nothing of it stays here once it is finished. */
  @Column({ type: 'boolean' })
  erased!: boolean;
}
