import { main } from '@faxwire/runtime/main';

await main('faxwire-webhooks', () => import('./process.ts'));
