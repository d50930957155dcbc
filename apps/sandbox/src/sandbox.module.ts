import { Module, type DynamicModule } from '@nestjs/common';
import { SandboxCallController } from './caller/sandbox-call.controller.ts';
import { SandboxCaller } from './caller/sandbox-caller.ts';
import { ReceivedFaxStore } from './received-fax-store.ts';
import { SandboxController } from './sandbox.controller.ts';

/** `POST /sandbox/call`, `GET /sandbox/calls/{id}`, `GET /sandbox/faxes` and `GET /sandbox/faxes/{id}/pages.tiff`. */
@Module({})
export class SandboxModule {
  /** @param caller where the sandbox knows where to call the house */
  static register(sandbox: { readonly received: ReceivedFaxStore }, caller?: SandboxCaller): DynamicModule {
    return {
      module: SandboxModule,
      controllers: [SandboxController, ...(caller ? [SandboxCallController] : [])],
      providers: [{ provide: ReceivedFaxStore, useValue: sandbox.received }, ...(caller ? [{ provide: SandboxCaller, useValue: caller }] : [])],
    };
  }
}
