import { main } from '@faxwire/runtime/main';

await main('faxwire-media', () => import('./process.ts'));
