export { openAdmin } from './admin/open-admin.ts';
export { ApiModule } from './api.module.ts';
export type {
  ApiConfig, ApiDependencies, DocumentFinding, DocumentIntake, EndpointBook, FaxHints, FaxLogPort, KeyRing, RequestFigures, UrlCheck,
} from './api-dependencies.ts';
export { createApi, type ApiOptions } from './create-api.ts';
export { openApi, type ApiParts } from './open-api.ts';
export { apiDocument, apiDocumentJson } from './openapi/api-document.ts';
export {
  componentName, operationsOf, type ApiDocument, type DescribedAnswer, type DescribedContent, type DescribedOperation, type DescribedParameter,
  type JsonSchema, type PlacedOperation,
} from './openapi/document-shape.ts';
export { isSandboxNumber } from './submission/phone-number.ts';
