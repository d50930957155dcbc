import { CreateLifecycle1795219200201 } from './migration-create-lifecycle.ts';

export { lifecycleGrants } from './lifecycle-grants.ts';
export { LIFECYCLE_GROUP, LifecycleModule } from './lifecycle.module.ts';
export { openLifecycle, type LifecycleParts } from './open-lifecycle.ts';
export { PostgresTimers, type Queries } from './postgres-timers.ts';
export { Sweeper } from './sweeper.ts';
export { watchFaxes } from './watch-faxes.ts';

export const lifecycleMigrations = [CreateLifecycle1795219200201];
