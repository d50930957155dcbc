import { ApiKeyEntity } from './api-key-entity.ts';
import { CreateDoNotCall1795219200181 } from './migration-create-do-not-call.ts';
import { CreateProofKey1795219200171 } from './migration-create-proof-key.ts';
import { CreateTenancy1795219200101 } from './migration-create-tenancy.ts';
import { CountWebhookFailures1795219200404 } from './migration-count-webhook-failures.ts';
import { CreateAudit1795219200163 } from './migration-create-audit.ts';
import { NumberTenants1795219200162 } from './migration-number-tenants.ts';
import { ExtendWebhookEndpoints1795219200402 } from './migration-extend-webhook-endpoints.ts';
import { PartWebhookEndpoints1795219200403 } from './migration-part-webhook-endpoints.ts';
import { IsolateTenants1795219200151 } from './migration-isolate-tenants.ts';
import { ScopeKeys1795219200161 } from './migration-scope-keys.ts';
import { SettleTenants1795219200160 } from './migration-settle-tenants.ts';
import { TenantEntity } from './tenant-entity.ts';
import { WebhookEndpointEntity } from './webhook-endpoint-entity.ts';

/** For the assembly's TypeORM data source. */
export const tenancyEntities = [TenantEntity, ApiKeyEntity, WebhookEndpointEntity];
export const tenancyMigrations = [
  CreateTenancy1795219200101, IsolateTenants1795219200151, SettleTenants1795219200160, ScopeKeys1795219200161,
  NumberTenants1795219200162, CreateAudit1795219200163, CreateProofKey1795219200171, ExtendWebhookEndpoints1795219200402, PartWebhookEndpoints1795219200403,
  CountWebhookFailures1795219200404, CreateDoNotCall1795219200181,
];
