import * as z from 'zod';
import { isPhoneNumber } from '@faxwire/fax';
import { ADDITION } from './addition.ts';
import { Timestamp } from './fax-body.ts';
import { lineText } from './line-text.ts';
import { TenantQuotas } from './tenant-quotas.ts';
import { TenantSettings, TenantSettingsChange } from './tenant-settings.ts';

const MAX_NAME_CHARS = 200;

const next = z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' });
const name = lineText(MAX_NAME_CHARS).min(1);

const fields = {
  tenantId: z.uuid().meta({ description: 'Tenant unique identifier.' }),
  name: z.string(),
  suspended: z.boolean().meta({ description: 'True: every key of the tenant is refused with `tenant_suspended`. Faxes that were accepted go on.' }),
  createdOn: Timestamp,
  settings: TenantSettings,
};

export const TenantBody = z.strictObject(fields).meta({ id: 'Tenant', ...ADDITION });
export type TenantBody = z.infer<typeof TenantBody>;

export const TenantListBody = z.strictObject({ tenants: z.array(TenantBody), next }).meta({ id: 'TenantList', ...ADDITION });
export type TenantListBody = z.infer<typeof TenantListBody>;

export const CreateTenant = z.strictObject({ name, settings: TenantSettingsChange.optional() }).meta({ id: 'CreateTenant', ...ADDITION });
export type CreateTenant = z.infer<typeof CreateTenant>;

export const ChangeTenant = z
  .strictObject({ name: name.optional(), suspended: z.boolean().optional(), settings: TenantSettingsChange.optional() })
  .meta({ id: 'ChangeTenant', ...ADDITION });
export type ChangeTenant = z.infer<typeof ChangeTenant>;

/** How long a tenant's documents and numbers are kept is agreed with the operator: what is deleted does not come back. */
export const ChangeOwnTenant = z
  .strictObject({ settings: TenantSettingsChange.omit({ documentRetentionDays: true, personalDataRetentionDays: true }).meta({ id: 'OwnSettingsChange' }) })
  .meta({ id: 'ChangeOwnTenant', ...ADDITION });
export type ChangeOwnTenant = z.infer<typeof ChangeOwnTenant>;

export const PhoneNumberText = z.string().refine(isPhoneNumber, 'E.164 with a leading + is needed').meta({ example: '+12025550143' });

export const AddNumber = z.strictObject({ number: PhoneNumberText }).meta({ id: 'AddNumber', ...ADDITION });

export const NumberBody = z
  .strictObject({ number: z.string().meta({ description: 'E.164.', example: '+12025550143' }), addedOn: Timestamp })
  .meta({ id: 'TenantNumber', ...ADDITION });
export type NumberBody = z.infer<typeof NumberBody>;

export const NumberListBody = z.strictObject({ numbers: z.array(NumberBody) }).meta({ id: 'TenantNumberList', ...ADDITION });
export type NumberListBody = z.infer<typeof NumberListBody>;

export const OwnTenantBody = z.strictObject({ ...fields, quotas: TenantQuotas }).meta({ id: 'OwnTenant', ...ADDITION });
export type OwnTenantBody = z.infer<typeof OwnTenantBody>;
