// Written by `npm run docs` from the API description.
import type { OperationId, Route } from '../call.ts';

export const ROUTES: Readonly<Record<OperationId, Route>> = {
  changeKey: { method: 'PUT', path: '/keys/{keyId}', query: [], body: 'json' },
  createKey: { method: 'POST', path: '/keys', query: [], body: 'json' },
  createWebhookEndpoint: { method: 'POST', path: '/fax/webhook/endpoints', query: [], body: 'json' },
  deleteWebhookEndpoint: { method: 'DELETE', path: '/fax/webhook/endpoints', query: ['id'], body: 'json' },
  describeApi: { method: 'GET', path: '/openapi.json', query: [], open: true },
  describeEvents: { method: 'GET', path: '/asyncapi.json', query: [], open: true },
  getAttempt: { method: 'GET', path: '/fax/{faxId}/attempts/{attemptId}', query: [] },
  getAttempts: { method: 'GET', path: '/fax/{faxId}/attempts', query: [] },
  getDocument: { method: 'GET', path: '/fax/{faxId}/document', query: ['number'] },
  getFax: { method: 'GET', path: '/fax/{faxId}', query: [] },
  getKey: { method: 'GET', path: '/keys/{keyId}', query: [] },
  getPagePng: { method: 'GET', path: '/fax/{faxId}/pages/{page}.png', query: [] },
  getPagesPdf: { method: 'GET', path: '/fax/{faxId}/pages.pdf', query: [] },
  holdFax: { method: 'PUT', path: '/fax/{faxId}/hold', query: [] },
  listFaxes: { method: 'GET', path: '/fax', query: ['limit', 'after'] },
  listKeys: { method: 'GET', path: '/keys', query: ['limit', 'after'] },
  listWebhookEndpoints: { method: 'GET', path: '/fax/webhook/endpoints', query: [] },
  retryFax: { method: 'PUT', path: '/fax/{faxId}/retry', query: [] },
  reviveFax: { method: 'PUT', path: '/fax/{faxId}/revive', query: [] },
  revokeKey: { method: 'DELETE', path: '/keys/{keyId}', query: [] },
  rollKey: { method: 'PUT', path: '/keys/{keyId}/roll', query: [], body: 'json' },
  sendFax: { method: 'POST', path: '/fax', query: [], body: 'multipart', idempotent: true },
  stopFax: { method: 'DELETE', path: '/fax/{faxId}', query: [] },
  streamEvents: { method: 'GET', path: '/fax/{faxId}/events', query: [] },
};
