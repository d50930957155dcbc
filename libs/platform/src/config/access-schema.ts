import { z } from 'zod';

const MAX_TEXT = 1_024;
const MAX_PROXIES = 50;
const MAX_RATE = 100_000;

const text = () => z.string().max(MAX_TEXT);

export const adminSchema = z.strictObject({
  rootKeyFile: text().default('').meta({ description: 'File with the root key, readable by its owner alone; `npm run migrate` makes one that is missing. Empty: root.key in the data folder of the embedded house; separate processes have no admin API then.' }),
  databaseUrl: text().default('').meta({ description: 'URL of the role faxwire_admin, for an API process of its own: its other role sees one tenant at a time.' }),
}).meta({ description: 'The admin API, for whoever runs Faxwire.' }).prefault({});

export const accessSchema = z.strictObject({
  trustedProxies: z.array(text().min(1)).max(MAX_PROXIES).default([]).meta({ description: 'Addresses or networks of load balancers in front, as in [10.0.0.0/8]: only what they write into X-Forwarded-For is believed.' }),
  requestsPerSecond: z.int().min(1).max(MAX_RATE).default(500).meta({ description: 'Requests of one tenant, in the long run; twice as many may come at once. A tenant can have another rate: PUT /admin/tenants/{tenantId}/quotas.' }),
  keyRequestsPerSecond: z.int().min(1).max(MAX_RATE).default(500).meta({ description: 'Requests with one key.' }),
  submissionsPerSecond: z.int().min(1).max(MAX_RATE).default(250).meta({ description: 'Faxes and batches handed in by one tenant.' }),
  failuresPerMinute: z.int().min(1).max(MAX_RATE).default(10).meta({ description: 'Refused keys from one address; more are not looked up until the minute is over. Who had a good key there before is let in all the same.' }),
}).meta({ description: 'How often somebody may ask, and how often in vain. Counted in each process by itself.' }).prefault({});
