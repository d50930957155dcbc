import { CreateLifecycle1795219200201 } from './migration-create-lifecycle.ts';

export { LIFECYCLE_GROUP, LifecycleModule } from './lifecycle.module.ts';
export { PostgresTimers, type Queries } from './postgres-timers.ts';
export { Sweeper } from './sweeper.ts';

export const lifecycleMigrations = [CreateLifecycle1795219200201];
