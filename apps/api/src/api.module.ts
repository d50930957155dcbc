import { Module, type DynamicModule } from '@nestjs/common';
import { API_DEPENDENCIES, type ApiDependencies } from './api-dependencies.ts';
import { Doorkeeper } from './auth/doorkeeper.ts';
import { LinkDoor } from './auth/link-door.ts';
import { OperationGuard } from './auth/operation.guard.ts';
import { TenantScopeInterceptor } from './auth/tenant-scope.interceptor.ts';
import { DocumentDesk } from './document/document-desk.ts';
import { DocumentsController } from './document/documents.controller.ts';
import { ProofController } from './document/proof.controller.ts';
import { ProofDesk } from './document/proof-desk.ts';
import { FaxEventHub } from './event-stream/fax-event-hub.ts';
import { FaxEventsController } from './event-stream/fax-events.controller.ts';
import { FaxDesk } from './fax/fax-desk.ts';
import { FaxesController } from './fax/faxes.controller.ts';
import { TokenController } from './oauth/token.controller.ts';
import { TokenDesk } from './oauth/token-desk.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { OperationSpanInterceptor } from './server/operation-span.interceptor.ts';
import { Admission } from './submission/admission.ts';
import { FaxSubmissionController } from './submission/fax-submission.controller.ts';
import { BatchSubmission } from './submission/batch-submission.ts';
import { FaxSubmission } from './submission/fax-submission.ts';
import { AdminAccessController } from './admin/admin-access.controller.ts';
import { AdminTenantsController } from './admin/admin-tenants.controller.ts';
import { AuditInterceptor } from './audit/audit.interceptor.ts';
import { DoNotCallController } from './tenant/do-not-call.controller.ts';
import { TenantController } from './tenant/tenant.controller.ts';
import { KeysController } from './tenant/keys.controller.ts';
import { TraceController } from './trace/trace.controller.ts';
import { TraceDesk } from './trace/trace-desk.ts';
import { TenantBook } from './tenant-book.ts';
import { WebhookDeliveriesController } from './webhook/webhook-deliveries.controller.ts';
import { WebhookEndpointsController } from './webhook/webhook-endpoints.controller.ts';
import { WebhookSchemasController } from './webhook/webhook-schemas.controller.ts';
import { WebhookTestController } from './webhook/webhook-test.controller.ts';

@Module({})
export class ApiModule {
  static register(dependencies: ApiDependencies): DynamicModule {
    return {
      module: ApiModule,
      // Webhook endpoints come first: `/fax/webhook/endpoints` is a path of its own and never a fax called "webhook".
      controllers: [
        WebhookEndpointsController, WebhookDeliveriesController, WebhookTestController, WebhookSchemasController,
        FaxSubmissionController, FaxesController, TraceController, DocumentsController, ProofController, FaxEventsController, KeysController,
        TenantController, DoNotCallController, AdminTenantsController, AdminAccessController, TokenController, OpenApiController,
      ],
      providers: [
        { provide: API_DEPENDENCIES, useValue: dependencies }, Admission, BatchSubmission, FaxDesk, DocumentDesk, TraceDesk, ProofDesk, FaxSubmission, FaxEventHub, TenantBook,
        OperationGuard, OperationSpanInterceptor, TenantScopeInterceptor,
        AuditInterceptor, Doorkeeper, LinkDoor, TokenDesk,
      ],
      exports: [OperationGuard, OperationSpanInterceptor, TenantScopeInterceptor, AuditInterceptor],
    };
  }
}
