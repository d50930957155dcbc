import { main } from '@faxwire/runtime/main';

await main('faxwire-api', () => import('./process.ts'));
