// Run by the build after tsc: `node libs/lifecycle/dist/temporal/bundle-workflow.js`.
import { storeWorkflowBundle } from './workflow-bundle.ts';

await storeWorkflowBundle();
