import 'reflect-metadata';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyMode } from './presented-key.ts';

@Entity({ name: 'api_key' })
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'uuid', name: 'tenant_id' })
  tenantId!: string;

  @Column({ type: 'text' })
  mode!: KeyMode;

  @Column({ type: 'text' })
  name!: string;

  /** SHA-256 of the whole key: with 256 random bits there is nothing to guess, so no slow hash is needed. */
  @Column({ type: 'bytea' })
  sha256!: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'text', array: true })
  scopes!: string[];

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
