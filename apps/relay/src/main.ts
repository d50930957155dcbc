import { main } from '@faxwire/runtime/main';

await main('faxwire-relay', () => import('./process.ts'));
