import { Module, type DynamicModule } from '@nestjs/common';
import { ReceivedFaxStore } from './received-fax-store.ts';
import { SandboxController } from './sandbox.controller.ts';

/** `GET /sandbox/faxes` and `GET /sandbox/faxes/{id}/pages.tiff`. */
@Module({})
export class SandboxModule {
  static register(sandbox: { readonly received: ReceivedFaxStore }): DynamicModule {
    return {
      module: SandboxModule,
      controllers: [SandboxController],
      providers: [{ provide: ReceivedFaxStore, useValue: sandbox.received }],
    };
  }
}
