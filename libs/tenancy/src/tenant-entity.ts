import 'reflect-metadata';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'tenant' })
export class TenantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', name: 'default_country' })
  defaultCountry!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
