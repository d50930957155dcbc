import 'reflect-metadata';
import type { FailureCause, FaxDirection, FaxMode, FaxStatus, FaxSummary, Resolution } from '@faxwire/fax';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const MILLISECONDS = {
  from: (stored: Date): number => stored.getTime(),
  to: (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms)),
};

const TIME_OR_NULL = {
  from: (stored: Date | null): number | undefined => stored?.getTime(),
  to: (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms)),
};

const ABSENT_AS_NULL = {
  from: <T>(stored: T | null): T | undefined => stored ?? undefined,
  to: <T>(value: T | undefined): T | null | undefined => value,
};

/** The read model of lists and searches. Only the log writes it. */
@Entity('fax')
export class FaxSummaryEntity implements FaxSummary {
  @PrimaryColumn({ name: 'fax_id', type: 'text' })
  faxId!: string;

  @Column({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ type: 'text' })
  direction!: FaxDirection;

  @Column({ type: 'text' })
  mode!: FaxMode;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  status!: FaxStatus;

  @Column({ type: 'boolean' })
  open!: boolean;

  @Column({ name: 'phone_number', type: 'text' })
  phoneNumber!: string;

  @Column({ name: 'called_number', type: 'text', nullable: true, transformer: ABSENT_AS_NULL })
  calledNumber!: string | undefined;

  @Column({ type: 'jsonb' })
  metadata!: Readonly<Record<string, string>>;

  @Column({ name: 'created_at', type: 'timestamptz', transformer: MILLISECONDS })
  createdAt!: number;

  @Column({ name: 'updated_at', type: 'timestamptz', transformer: MILLISECONDS })
  updatedAt!: number;

  @Column({ name: 'page_count', type: 'integer', nullable: true, transformer: ABSENT_AS_NULL })
  pageCount!: number | undefined;

  @Column({ name: 'pages_confirmed', type: 'integer' })
  pagesConfirmed!: number;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'failure_cause', type: 'text', nullable: true, transformer: ABSENT_AS_NULL })
  failureCause!: FailureCause | undefined;

  @Column({ name: 'failed_reason', type: 'text', nullable: true, transformer: ABSENT_AS_NULL })
  failedReason!: string | undefined;

  @Column({ name: 'batch_id', type: 'text', nullable: true, transformer: ABSENT_AS_NULL })
  batchId!: string | undefined;

  @Column({ type: 'text' })
  resolution!: Resolution;

  /** A webhook about it was given up on. */
  @Column({ name: 'webhook_failed', type: 'boolean' })
  webhookFailed!: boolean;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true, transformer: TIME_OR_NULL })
  sentAt!: number | undefined;

  @Column({ name: 'send_at', type: 'timestamptz', nullable: true, transformer: TIME_OR_NULL })
  sendAt!: number | undefined;

  @Column({ name: 'rested_at', type: 'timestamptz', nullable: true, transformer: TIME_OR_NULL })
  restedAt!: number | undefined;

  @Column({ name: 'document_erased_at', type: 'timestamptz', nullable: true, transformer: TIME_OR_NULL })
  documentErasedAt!: number | undefined;

  @Column({ name: 'personal_data_erased_at', type: 'timestamptz', nullable: true, transformer: TIME_OR_NULL })
  personalDataErasedAt!: number | undefined;
}
