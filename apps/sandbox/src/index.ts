export type { Behaviour } from './behaviour.ts';
export { REAL_TIME_NUMBERS, SANDBOX_NUMBERS, type SandboxNumber } from './number.ts';
export { sandboxNumbersTable } from './numbers-table.ts';
export { openSandbox } from './open-sandbox.ts';
export type { ReceivedFax } from './received-fax.ts';
export { ReceivedFaxStore } from './received-fax-store.ts';
export type { SandboxOptions } from './sandbox-option.ts';
export { Sandbox, createSandbox } from './sandbox.ts';
export { SandboxModule } from './sandbox.module.ts';
