import { main } from '@faxwire/runtime/main';

await main('faxwire-sandbox', () => import('./process.ts'));
