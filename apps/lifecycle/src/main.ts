import { main } from '@faxwire/runtime/main';

await main('faxwire-lifecycle', () => import('./process.ts'));
