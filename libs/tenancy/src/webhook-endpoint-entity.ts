import 'reflect-metadata';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyMode } from './presented-key.ts';
import type { SignatureProfile } from './webhook-signing-key.ts';

@Entity({ name: 'webhook_endpoint' })
export class WebhookEndpointEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'uuid', name: 'tenant_id' })
  tenantId!: string;

  @Column({ type: 'text' })
  mode!: KeyMode;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', array: true })
  events!: string[];

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'bytea', name: 'sealed_secret' })
  sealedSecret!: Buffer;

  @Column({ type: 'text', name: 'disabled_reason', nullable: true })
  disabledReason!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text' })
  signature!: SignatureProfile;

  @Column({ type: 'text', name: 'public_key', nullable: true })
  publicKey!: string | null;

  /** The key before the last rotation, which signs as well until its time. */
  @Column({ type: 'bytea', name: 'sealed_previous', nullable: true })
  sealedPrevious!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'previous_until', nullable: true })
  previousUntil!: Date | null;

  @Column({ type: 'bytea', name: 'sealed_headers', nullable: true })
  sealedHeaders!: Buffer | null;

  @Column({ type: 'boolean', name: 'include_links' })
  includeLinks!: boolean;

  @Column({ type: 'int', name: 'rate_per_second', nullable: true })
  ratePerSecond!: number | null;

  @Column({ type: 'int', nullable: true })
  concurrency!: number | null;

  /** Since when nothing but failures. */
  @Column({ type: 'timestamptz', name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  /** Since then. */
  @Column({ type: 'int' })
  failures!: number;

  @Column({ type: 'timestamptz', name: 'updated_at', nullable: true })
  updatedAt!: Date | null;
}
