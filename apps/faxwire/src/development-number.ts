import { NumberBook } from '@faxwire/tenancy';
import type { DataSource } from 'typeorm';

/** Of the sandbox's range, above those of its machines. */
const DEVELOPMENT_NUMBER = '+19995550200';

/** What the sandbox's caller can fax to. Another tenant of the same database may have it: then this one has none. */
export async function developmentNumber(dataSource: DataSource, tenantId: string, now: () => number): Promise<string | undefined> {
  const added = await new NumberBook(dataSource, now).add(tenantId, DEVELOPMENT_NUMBER);
  return typeof added === 'string' ? undefined : added.number;
}
