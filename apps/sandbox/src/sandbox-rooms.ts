import multipart from '@fastify/multipart';
import { ProblemFilter } from '@faxwire/platform';
import { openRenderer, type Foundation, type SideRooms } from '@faxwire/runtime';
import { SandboxModule } from './sandbox.module.ts';
import type { Sandbox } from './sandbox.ts';

type Ground = Pick<Foundation, 'configuration' | 'closing' | 'logger'>;

/** What the sandbox as a process of its own shows, and takes: calls, where it knows whom to call. */
export function sandboxRooms({ configuration, closing, logger }: Ground, sandbox: Sandbox): SideRooms {
  const target = addressOf(configuration.sandbox.callAddress);
  if (!target) return { imports: [SandboxModule.register(sandbox)] };
  return {
    imports: [SandboxModule.register(sandbox, sandbox.callerTo(target, openRenderer({ configuration, closing })))],
    prepare: async (app) => {
      await app.getHttpAdapter().getInstance().register(multipart, { throwFileSizeLimit: false });
      app.useGlobalFilters(new ProblemFilter((error, requestId) => logger.error({ err: error, requestId }, 'a request to the sandbox failed')));
    },
  };
}

/** Its form was checked with the configuration. */
function addressOf(text: string): { readonly host: string; readonly port: number } | undefined {
  const at = text.lastIndexOf(':');
  return at < 0 ? undefined : { host: text.slice(0, at).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(at + 1)) };
}
