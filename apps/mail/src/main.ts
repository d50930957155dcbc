import { main } from '@faxwire/runtime/main';

await main('faxwire-mail', () => import('./process.ts'));
