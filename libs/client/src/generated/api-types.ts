// Written by `npm run docs` from the API description.
export interface paths {
    "/fax": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List faxes (Faxwire)
         * @description The newest first. For looking around; a search by what you know of a fax is another operation.
         */
        get: operations["listFaxes"];
        put?: never;
        /**
         * Send a fax
         * @description Accepted once the documents are stored and the fax is in the log: what was answered with 202 is not lost. Parts come in any order. As JSON, or with the part `documentUrl`, we fetch the document before we answer.
         */
        post: operations["sendFax"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one document to many (Faxwire)
         * @description A fax for each recipient, each with its own id, status and webhooks. All of them are accepted, or none: a client that hears nothing finds either every fax or none, and the same Idempotency-Key again gets the same faxes.
         */
        post: operations["sendBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search fax details
         * @description Live and archived faxes. Either `faxId` or `faxSentDate` is needed; every condition that is given has to be met.
         */
        post: operations["searchFaxes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/batch/{batchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a batch (Faxwire)
         * @description How many faxes of the batch stand where. The faxes themselves are found by `POST /fax/search` with `batchId`.
         */
        get: operations["getBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get fax details */
        get: operations["getFax"];
        put?: never;
        post?: never;
        /**
         * Stop a fax
         * @description The answer is final: a fax whose stop was accepted is never dialled.
         */
        delete: operations["stopFax"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hold a fax
         * @description The answer is final: a held fax is not dialled until it is revived.
         */
        put: operations["holdFax"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/revive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revive a fax
         * @description Releases a held fax.
         */
        put: operations["reviveFax"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Retry a fax
         * @description One more attempt, and only one, for a failed fax.
         */
        put: operations["retryFax"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/personal-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase personal data (Faxwire)
         * @description Of a fax that came to its end: its document, numbers, names, metadata and what the far end said of itself. The key that they are stored under is destroyed; what happened and when stays in the log, and so does the erasure. Asked again, it changes nothing.
         */
        delete: operations["erasePersonalData"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get fax attempts */
        get: operations["getAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/attempts/{attemptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get fax attempt details */
        get: operations["getAttempt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/attempts/{attemptId}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the trace of an attempt (Faxwire)
         * @description What went over the line, once the call has ended: SIP messages, T.30 frames and signals, with times. As `text` for people; as `pcap` for Wireshark, with SIP and UDPTL: that shows the pages, and so it needs the scope document:read as well. Erased with the document.
         */
        get: operations["getTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a fax (Faxwire)
         * @description Server-sent events: what happened so far, then what happens, as it happens. `id` is the sequence number, `event` the type, `data` a FaxEvent. After a lost connection send `Last-Event-ID`. The stream ends when nothing more happens to the fax by itself; resuming a stream that is at its end gets 204, which tells an EventSource to stop.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what was uploaded, or came in (Faxwire)
         * @description The bytes as they came, with the type that they were found to have; of an inbound fax the pages that came in, as a TIFF. `ETag` is their SHA-256; `If-None-Match` is understood. With `format` the fax pages: what was sent, or came in, dot by dot.
         */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        /**
         * Erase the document (Faxwire)
         * @description What was uploaded and the pages, of a fax that came to its end. At once nobody is shown them any more; the bytes go as soon as no other fax of the tenant needs them. The record of the fax stays. May be repeated.
         */
        delete: operations["eraseDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/pages.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the pages that are sent (Faxwire)
         * @description What the far end gets, dot by dot, as a PDF: cover page and documents in order.
         */
        get: operations["getPagesPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/pages/{page}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one page that is sent (Faxwire)
         * @description Every dot of the page, black or white. Rows of standard resolution are shown twice and columns of superfine twice, so that it looks as it does on paper.
         */
        get: operations["getPagePng"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/proof.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the proof of transmission (Faxwire)
         * @description What became of a fax that came to its end, signed. It is verified offline with the public keys.
         */
        get: operations["getProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/{faxId}/proof.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the transmission report (Faxwire)
         * @description One page for people, with a picture of the first page as long as the document was not erased, and with proof.json inside.
         */
        get: operations["getProofPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/faxwire-proof-keys.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Public keys of proofs (Faxwire)
         * @description Every key that ever signed a proof, newest first.
         */
        get: operations["getProofKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get webhook endpoint */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Create webhook endpoint */
        post: operations["createWebhookEndpoint"];
        /**
         * Delete webhook endpoint
         * @description The endpoint's id comes as query parameter `id`, or as JSON body `{"id": "hook_..."}`.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one webhook endpoint (Faxwire) */
        get: operations["getWebhookEndpoint"];
        /**
         * Change a webhook endpoint (Faxwire)
         * @description Only what is given changes. What waits for the endpoint goes to its new URL.
         */
        put: operations["updateWebhookEndpoint"];
        post?: never;
        /** Delete one webhook endpoint (Faxwire) */
        delete: operations["deleteWebhookEndpointById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rotate the secret of a webhook endpoint (Faxwire)
         * @description The present key signs beside the new one for a while. A key that an earlier rotation had left beside it ends at once.
         */
        put: operations["rotateWebhookSecret"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Disable a webhook endpoint (Faxwire)
         * @description It gets nothing more; what waits for it is given up, and can be resent once it is enabled.
         */
        put: operations["disableWebhookEndpoint"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Enable a webhook endpoint (Faxwire)
         * @description It gets what happens from now on. What it missed is resent on request.
         */
        put: operations["enableWebhookEndpoint"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a webhook endpoint (Faxwire)
         * @description Sends a `ping` now, signed like every webhook, and says what came of it. It is not stored, and not sent again. Works for a disabled endpoint, too.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries (Faxwire)
         * @description The newest first, for 30 days, each with every attempt.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a webhook delivery (Faxwire) */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/deliveries/{deliveryId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend a webhook (Faxwire)
         * @description Again at once under the same `webhook-id`, with the whole schedule before it. One that waits for its next attempt is only brought forward.
         */
        post: operations["resendWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend many webhooks (Faxwire)
         * @description Every finished delivery that was noted between `from` and `to`, or with `missed` what was given up and neither resent nor acknowledged; the oldest first, 1,000 at a time.
         */
        post: operations["resendWebhookDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/missed-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List missed events (Faxwire)
         * @description What was given up and neither resent nor acknowledged, the oldest first.
         */
        get: operations["listMissedEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fax/webhook/endpoints/{endpointId}/missed-events/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge missed events (Faxwire)
         * @description They leave the list. An id that is not on it changes nothing.
         */
        post: operations["acknowledgeMissedEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schemas of webhooks (Faxwire) */
        get: operations["listWebhookSchemas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook-schemas/{schemaFile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the schema of a webhook (Faxwire)
         * @description JSON Schema 2020-12 of the body, under the type and `.json`: `FaxSent.json`.
         */
        get: operations["getWebhookSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys (Faxwire)
         * @description The newest first, also those that were revoked. A test key sees test keys.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Create an API key (Faxwire)
         * @description A key gives no scope, no mode and no time that it has not itself.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an API key (Faxwire) */
        get: operations["getKey"];
        /**
         * Change name, scopes or end of an API key (Faxwire)
         * @description What is left out stays as it is. In force everywhere within five seconds.
         */
        put: operations["changeKey"];
        post?: never;
        /**
         * Revoke an API key (Faxwire)
         * @description For good, and everywhere within five seconds. A key may revoke itself.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{keyId}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give an API key a new secret (Faxwire)
         * @description The id, scopes and history of the key stay. The old secret goes on working for `overlapHours`; of several old ones the last.
         */
        put: operations["rollKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get your tenant, its settings and quotas (Faxwire) */
        get: operations["getOwnTenant"];
        /**
         * Change settings of your tenant (Faxwire)
         * @description What is left out stays as it is. How long documents and numbers are kept is changed by the operator.
         */
        put: operations["changeOwnTenant"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tenant/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your numbers (Faxwire) */
        get: operations["listOwnNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was changed by whom in your tenant (Faxwire)
         * @description The newest first. Nothing in it is ever changed or removed.
         */
        get: operations["listOwnAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/do-not-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the numbers that are not called (Faxwire)
         * @description In numerical order.
         */
        get: operations["listDoNotCall"];
        put?: never;
        /**
         * Put numbers on the do-not-call list (Faxwire)
         * @description All of them, or none. Faxes to them are refused with `do_not_call` from now on; those that were accepted before fail with that cause instead of their next attempt.
         */
        post: operations["addDoNotCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/do-not-call/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look a number up in the do-not-call list (Faxwire) */
        get: operations["getDoNotCall"];
        put?: never;
        post?: never;
        /** Take a number off the do-not-call list (Faxwire) */
        delete: operations["removeDoNotCall"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tenants (Faxwire)
         * @description The newest first.
         */
        get: operations["listTenants"];
        put?: never;
        /** Create a tenant (Faxwire) */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a tenant (Faxwire) */
        get: operations["getTenant"];
        /**
         * Change or suspend a tenant (Faxwire)
         * @description What is left out stays as it is. In force everywhere within five seconds.
         */
        put: operations["changeTenant"];
        post?: never;
        /**
         * Delete a tenant (Faxwire)
         * @description With its keys, numbers and webhook endpoints. Only a tenant that is suspended and has no fax.
         */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the quotas of a tenant (Faxwire) */
        get: operations["getQuotas"];
        /**
         * Set the quotas of a tenant (Faxwire)
         * @description What is left out is as configured for all tenants. In force everywhere within five seconds.
         */
        put: operations["setQuotas"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of a tenant (Faxwire) */
        get: operations["listTenantKeys"];
        put?: never;
        /**
         * Create a key for a tenant (Faxwire)
         * @description Its first, for instance: a test key with every scope, unless something else is asked for.
         */
        post: operations["createTenantKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key of a tenant (Faxwire) */
        delete: operations["revokeTenantKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the numbers of a tenant (Faxwire) */
        get: operations["listNumbers"];
        put?: never;
        /**
         * Give a tenant a number (Faxwire)
         * @description A number belongs to one tenant. One that the tenant has already stays as it is.
         */
        post: operations["addNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/tenants/{tenantId}/numbers/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a number from a tenant (Faxwire) */
        delete: operations["removeNumber"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was changed by whom (Faxwire)
         * @description The newest first. Nothing in it is ever changed or removed.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the trunks (Faxwire)
         * @description As they are configured.
         */
        get: operations["listTrunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get an access token for an API key (Faxwire)
         * @description OAuth 2 client credentials (RFC 6749, 4.4). The client id is the id of an API key and the secret that key; they come by Basic or in the body. The token is for the Authorization header, and ends with its key.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["describeApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events on Kafka */
        get: operations["describeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FaxForm: {
            /**
             * @description E.164, or as it is dialled in the tenant's country.
             * @example +19995550100
             */
            phoneNumber: string;
            /** @description PDF, TIFF, PNG, JPEG or plain text, all together up to 50 MB. The part may come up to 10 times: all are sent as one fax, in their order. */
            document?: Blob | Blob[];
            /** @description Where we fetch the document, or up to 10 in their order: https, a public address, no redirects. */
            documentUrl?: string | string[];
            /** @description Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`. */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Default: fine.
             * @enum {string}
             */
            resolution?: "standard" | "fine" | "superfine";
            /** @description One of your numbers: shown to the far end. Default: your setting, then the trunk's. */
            senderNumber?: string;
            /** @description What the far end is told we are (TSI, T.30 5.3.6.2.5). Default: your setting. */
            stationId?: string;
            /** @description Text in the line at the top of each page. Default: your setting. */
            headerText?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
            /**
             * Format: date-time
             * @description Not dialled from then on: the fax fails with `expired`. After `sendAt`.
             */
            expiresAt?: string;
            /**
             * @description Which of your waiting faxes go first. Default: normal.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            /** @description Automatic attempts, at most. Default: 5. */
            maxAttempts?: number;
            /**
             * @description Paper of text, of images that say no size, and of the cover page. A PDF keeps its own. Default: A4.
             * @enum {string}
             */
            pageSize?: "A4" | "Letter" | "Legal";
            /** @description A page before the document. It counts as one of the fax's pages. */
            coverPage?: {
                /**
                 * @default standard
                 * @enum {string}
                 */
                template: "standard" | "confidential" | "urgent";
                to?: string;
                from?: string;
                subject?: string;
                message?: string;
            };
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
        };
        FaxByUrl: {
            /**
             * @description E.164, or as it is dialled in the tenant's country.
             * @example +19995550100
             */
            phoneNumber: string;
            /** @description Where we fetch the document, or up to 10 in their order: https, a public address, no redirects. */
            documentUrl: string | string[];
            /** @description Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`. */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Default: fine.
             * @enum {string}
             */
            resolution?: "standard" | "fine" | "superfine";
            /** @description One of your numbers: shown to the far end. Default: your setting, then the trunk's. */
            senderNumber?: string;
            /** @description What the far end is told we are (TSI, T.30 5.3.6.2.5). Default: your setting. */
            stationId?: string;
            /** @description Text in the line at the top of each page. Default: your setting. */
            headerText?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
            /**
             * Format: date-time
             * @description Not dialled from then on: the fax fails with `expired`. After `sendAt`.
             */
            expiresAt?: string;
            /**
             * @description Which of your waiting faxes go first. Default: normal.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            /** @description Automatic attempts, at most. Default: 5. */
            maxAttempts?: number;
            /**
             * @description Paper of text, of images that say no size, and of the cover page. A PDF keeps its own. Default: A4.
             * @enum {string}
             */
            pageSize?: "A4" | "Letter" | "Legal";
            /** @description A page before the document. It counts as one of the fax's pages. */
            coverPage?: {
                /**
                 * @default standard
                 * @enum {string}
                 */
                template: "standard" | "confidential" | "urgent";
                to?: string;
                from?: string;
                subject?: string;
                message?: string;
            };
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
        };
        FaxBatchForm: {
            /** @description Up to 1000, each number once. Sent as one part with a JSON array. */
            recipients: (string | {
                phoneNumber: string;
                /** @description Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`. */
                metadata?: {
                    [key: string]: string;
                };
            })[];
            /** @description PDF, TIFF, PNG, JPEG or plain text, all together up to 50 MB. The part may come up to 10 times: all are sent as one fax, in their order. */
            document?: Blob | Blob[];
            /** @description Where we fetch the document, or up to 10 in their order: https, a public address, no redirects. */
            documentUrl?: string | string[];
            /** @description Pairs for your own tracking. Sent as one part with a JSON object, or as parts named `metadata[key]`. */
            metadata?: {
                [key: string]: string;
            };
            /**
             * @description Default: fine.
             * @enum {string}
             */
            resolution?: "standard" | "fine" | "superfine";
            /** @description One of your numbers: shown to the far end. Default: your setting, then the trunk's. */
            senderNumber?: string;
            /** @description What the far end is told we are (TSI, T.30 5.3.6.2.5). Default: your setting. */
            stationId?: string;
            /** @description Text in the line at the top of each page. Default: your setting. */
            headerText?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
            /**
             * Format: date-time
             * @description Not dialled from then on: the fax fails with `expired`. After `sendAt`.
             */
            expiresAt?: string;
            /**
             * @description Which of your waiting faxes go first. Default: normal.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            /** @description Automatic attempts, at most. Default: 5. */
            maxAttempts?: number;
            /**
             * @description Paper of text, of images that say no size, and of the cover page. A PDF keeps its own. Default: A4.
             * @enum {string}
             */
            pageSize?: "A4" | "Letter" | "Legal";
            /** @description A page before the document. It counts as one of the fax's pages. */
            coverPage?: {
                /**
                 * @default standard
                 * @enum {string}
                 */
                template: "standard" | "confidential" | "urgent";
                to?: string;
                from?: string;
                subject?: string;
                message?: string;
            };
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
        };
        FaxSearch: {
            /** @description The number that the fax goes to, or came from, in any notation that is taken for sending. */
            faxNumber?: string;
            /** @description One, several separated by commas, or an array: up to 500. Either this or `faxSentDate` is needed. */
            faxId?: string | string[];
            /** @description One status, or any of several. */
            faxStatus?: ("FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed") | ("FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed")[];
            /**
             * @description Faxes that were sent, or faxes that came in. Default: both.
             * @enum {string}
             */
            direction?: "outbound" | "inbound";
            /**
             * @description Faxes handed in, or come in, on and after this day or moment.
             * @example 2026-01-15
             */
            faxSentDate?: string;
            /** @description Handed in on or before this day, or before this moment. */
            faxSentDateTo?: string;
            /**
             * @description Each fax with its changes of status.
             * @default false
             */
            showFaxStatusChangeHistory: boolean;
            /** @description Faxes that have all of these pairs. */
            metadata?: {
                [key: string]: string;
            };
            batchId?: string;
            /**
             * @description By the time at which the fax was handed in.
             * @default newest
             * @enum {string}
             */
            sort: "newest" | "oldest";
            /**
             * @description Faxes in one answer.
             * @default 20
             */
            limit: number;
            /** @description `next` of the answer before. */
            after?: string;
        };
        CreateWebhookEndpoint: {
            /**
             * Format: uri
             * @example https://example.com/fax-events
             */
            url: string;
            /** @description Types of events that are sent; empty for every public status. */
            events?: ("FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled")[];
            description?: string;
            /** @description Up to 20 headers that come with every webhook, such as Authorization. Their values are not shown again. */
            headers?: {
                [key: string]: string;
            };
            /** @description Whether `data.links` has short-lived URLs of the document, the pages and, of a fax that is sent, the proof, which open without a key. Left out: false. */
            includeLinks?: boolean;
            /** @description Deliveries that may begin in a second. Null: no limit of its own. */
            ratePerSecond?: number | null;
            /** @description Deliveries at a time. Null: as the installation has it. */
            concurrency?: number | null;
            /**
             * @description `standard`: Standard Webhooks `v1`, a shared secret. `ed25519`: `v1a`, verified with `publicKey`. `vendor`: `X-Optum-Webhook-Callback-Hmac-Signature`, hex HMAC-SHA256 of the body.
             * @enum {string}
             */
            signature?: "standard" | "vendor" | "ed25519";
        };
        DeleteWebhookEndpoint: {
            id: string;
        };
        /** @description Only what is given changes; `headers` change as a whole. */
        UpdateWebhookEndpoint: {
            /**
             * Format: uri
             * @example https://example.com/fax-events
             */
            url?: string;
            /** @description Types of events that are sent; empty for every public status. */
            events?: ("FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled")[];
            description?: string;
            /** @description Up to 20 headers that come with every webhook, such as Authorization. Their values are not shown again. */
            headers?: {
                [key: string]: string;
            };
            /** @description Whether `data.links` has short-lived URLs of the document, the pages and, of a fax that is sent, the proof, which open without a key. Left out: false. */
            includeLinks?: boolean;
            /** @description Deliveries that may begin in a second. Null: no limit of its own. */
            ratePerSecond?: number | null;
            /** @description Deliveries at a time. Null: as the installation has it. */
            concurrency?: number | null;
        };
        RotateWebhookSecret: {
            /**
             * @description For so long the present key signs beside the new one.
             * @default 86400
             */
            overlapSeconds: number;
            /**
             * @description Another profile from now on. Left out: the same.
             * @enum {string}
             */
            signature?: "standard" | "vendor" | "ed25519";
        };
        /**
         * @example {
         *       "missed": true
         *     }
         */
        ResendWebhooks: {
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            to?: string;
            /**
             * @description What was given up and neither resent nor acknowledged.
             * @constant
             */
            missed?: true;
        };
        AcknowledgeMissedEvents: {
            ids: string[];
        };
        CreateApiKey: {
            /** @example billing server */
            name?: string;
            /**
             * @description Default: that of the key that asks. A test key makes test keys only.
             * @enum {string}
             */
            mode?: "live" | "test";
            /** @description Default: all that the asking key has, but `key:write` and `tenant:write`. */
            scopes?: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description From then on the key is worth nothing.
             */
            expiresOn?: string;
        };
        /** @enum {string} */
        Scope: "fax:read" | "fax:write" | "document:read" | "webhook:read" | "webhook:write" | "key:read" | "key:write" | "tenant:read" | "tenant:write";
        ChangeApiKey: {
            name?: string;
            scopes?: components["schemas"]["Scope"][];
            expiresOn?: string | null;
        };
        RollApiKey: {
            /**
             * @description The old secret goes on working for so long; 0: it ends at once.
             * @default 24
             */
            overlapHours: number;
        };
        ChangeOwnTenant: {
            settings: components["schemas"]["OwnSettingsChange"];
        };
        OwnSettingsChange: {
            /** @example DE */
            defaultCountry?: string;
            archiveAfterDays?: number;
            stationId?: string | null;
            headerText?: string | null;
            senderNumber?: string | null;
            blockedCountries?: string[];
            callingHours?: components["schemas"]["CallingHours"] | null;
            notifications?: {
                /** @default [] */
                emails: string[];
                /**
                 * @description E.164.
                 * @default []
                 */
                smsNumbers: string[];
                /**
                 * @description What they are told of; empty: nothing.
                 * @default []
                 */
                on: ("sent" | "failed")[];
            };
        };
        CallingHours: {
            /** @example 08:00 */
            from: string;
            /**
             * @description Earlier than `from`: on the next day.
             * @example 20:00
             */
            until: string;
            /**
             * @description Days on which they begin: 1 for Monday to 7 for Sunday.
             * @default [
             *       1,
             *       2,
             *       3,
             *       4,
             *       5,
             *       6,
             *       7
             *     ]
             */
            days: number[];
            /**
             * @description Whose clock counts; null: that of the number's country. In a country of several zones the hours have to be met in all of them.
             * @default null
             * @example Europe/Berlin
             */
            timeZone: string | null;
        };
        AddDoNotCall: {
            /**
             * @description E.164, or as they are dialled in the tenant's country.
             * @example [
             *       "+12025550143"
             *     ]
             */
            numbers: string[];
        };
        CreateTenant: {
            name: string;
            settings?: components["schemas"]["TenantSettingsChange"];
        };
        TenantSettingsChange: {
            /** @example DE */
            defaultCountry?: string;
            archiveAfterDays?: number;
            documentRetentionDays?: number | null;
            personalDataRetentionDays?: number | null;
            stationId?: string | null;
            headerText?: string | null;
            senderNumber?: string | null;
            blockedCountries?: string[];
            callingHours?: components["schemas"]["CallingHours"] | null;
            notifications?: {
                /** @default [] */
                emails: string[];
                /**
                 * @description E.164.
                 * @default []
                 */
                smsNumbers: string[];
                /**
                 * @description What they are told of; empty: nothing.
                 * @default []
                 */
                on: ("sent" | "failed")[];
            };
        };
        ChangeTenant: {
            name?: string;
            suspended?: boolean;
            settings?: components["schemas"]["TenantSettingsChange"];
        };
        TenantQuotas: {
            /**
             * @description Requests of all its keys, in the long run; a burst of twice as many may come at once.
             * @default null
             */
            requestsPerSecond: number | null;
            /**
             * @description Faxes accepted in a day, UTC.
             * @default null
             */
            faxesPerDay: number | null;
            /**
             * @description Faxes accepted in a calendar month, UTC.
             * @default null
             */
            faxesPerMonth: number | null;
            /**
             * @description Pages that far ends confirmed of the faxes accepted in a calendar month, UTC. Once they are used up no fax is accepted.
             * @default null
             */
            pagesPerMonth: number | null;
            /**
             * @description Faxes that are not at rest, at a time.
             * @default null
             */
            openFaxes: number | null;
        };
        AddNumber: {
            /** @example +12025550143 */
            number: string;
        };
        TokenRequest: {
            /** @example client_credentials */
            grant_type: string;
            /**
             * @description The id of an API key, where it does not come by Basic.
             * @example 4f1c9a52d1b24c8e
             */
            client_id?: string;
            /**
             * @description That API key, whole.
             * @example fw_test_4f1c9a52d1b24c8e
             */
            client_secret?: string;
            /**
             * @description Scopes, with blanks between; default: all that the key has.
             * @example fax:read fax:write
             */
            scope?: string;
        };
        Fax: {
            /**
             * Format: uuid
             * @description Tenant unique identifier.
             */
            tenantId: string;
            /**
             * Format: uuid
             * @description Fax unique identifier.
             */
            faxId: string;
            /**
             * @description Where the fax stands.
             * @enum {string}
             */
            faxStatus: "FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed";
            /**
             * Format: date-time
             * @description When the fax was accepted.
             */
            createdOn: string;
            /**
             * Format: date-time
             * @description When something last happened to the fax.
             */
            updatedOn: string;
            /**
             * @description The number that the fax goes to, E.164. Of an inbound fax the number that it came from; empty where the network did not tell it.
             * @example +19995550100
             */
            phoneNumber: string;
            /**
             * @description `inbound` faxes came in on one of your numbers.
             * @enum {string}
             */
            direction: "outbound" | "inbound";
            /** @description Your number that was called, E.164; only of an inbound fax. */
            calledNumber?: string;
            /** @description Why the fax failed, as a sentence; only on a failed fax. */
            failedReason?: string;
            /**
             * @description Why the fax failed, as a stable code.
             * @enum {string}
             */
            failedCause?: "busy" | "no_answer" | "unallocated_number" | "invalid_number" | "rejected" | "redirected" | "not_allowed" | "service_unavailable" | "trunk_unreachable" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "number_at_rest" | "no_trunk" | "call_dropped" | "voice_answered" | "t38_refused" | "no_fax_signal" | "training_failed" | "incompatible" | "dropped_mid_page" | "page_not_confirmed" | "ecm_failed" | "protocol_error" | "far_end_silent" | "page_too_slow" | "call_too_long" | "media_crashed" | "media_hung" | "interrupted" | "stopped" | "expired" | "deadline_exceeded" | "internal_error" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_missing" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed";
            /**
             * @description `test` faxes go to the sandbox carrier and nowhere else.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @enum {string} */
            resolution: "standard" | "fine" | "superfine";
            /** @description As it was given. */
            metadata: {
                [key: string]: string;
            };
            /** @description Known once the document was rendered, or the call of an inbound fax has ended. */
            pageCount?: number;
            /** @description Pages that the far end confirmed, over all attempts; of an inbound fax, pages that came in. */
            pagesConfirmed: number;
            attemptCount: number;
            /** @description Documents that it was made of, the cover page aside. */
            documentCount: number;
            /**
             * Format: date-time
             * @description When it is dialled next, where it waits for a time: as far as it is known now, and if nothing happens until then.
             */
            nextAttemptOn?: string;
            /**
             * @description What it waits for until `nextAttemptOn`: its `sendAt`, the wait after a failed attempt, the calling hours of the tenant, or the rest of a number whose last calls were answered by voices.
             * @enum {string}
             */
            waitsFor?: "send_time" | "retry" | "calling_hours" | "number_at_rest";
            /**
             * Format: date-time
             * @description When the far end had confirmed the last page.
             */
            sentOn?: string;
            /**
             * Format: date-time
             * @description When document and pages were erased.
             */
            documentErasedOn?: string;
            /**
             * Format: date-time
             * @description When numbers, names and metadata were made unreadable; `phoneNumber` is empty since.
             */
            personalDataErasedOn?: string;
            /** @description The call that an inbound fax came with. */
            reception?: {
                /** @description The call, as `GET /fax/{faxId}/attempts/{attemptId}/trace` wants it. */
                attemptId: string;
                /** Format: date-time */
                answeredOn: string;
                /** @description From the answer to the end of the call. */
                durationSeconds?: number;
                trunk: string;
                /**
                 * @description How the pages came over the network.
                 * @enum {string}
                 */
                transport?: "t38" | "g711";
                /** @description What the sending machine says of itself (TSI): not to be trusted. */
                remoteStationId?: string;
                /** @description Whom the sender asked for (SUB): not to be trusted. */
                subAddress?: string;
                /** @description Rate of the last page, bit/s. */
                bitRate?: number;
                /** @description Whether error correction was agreed. */
                ecm?: boolean;
                compression?: string;
                /** @description Rows that arrived damaged, of all pages. */
                badRows: number;
                /** @description T.30 completion code. */
                t30Code?: number;
                /** @description What exactly was seen when it broke off, for engineers. */
                detail?: string;
            };
            /** @description One of your numbers: shown to the far end. Default: your setting, then the trunk's. */
            senderNumber?: string;
            /** @description What the far end is told we are (TSI, T.30 5.3.6.2.5). Default: your setting. */
            stationId?: string;
            /** @description Text in the line at the top of each page. Default: your setting. */
            headerText?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
            /**
             * Format: date-time
             * @description Not dialled from then on: the fax fails with `expired`. After `sendAt`.
             */
            expiresAt?: string;
            /**
             * @description Which of your waiting faxes go first. Default: normal.
             * @enum {string}
             */
            priority?: "low" | "normal" | "high";
            /** @description Automatic attempts, at most. Default: 5. */
            maxAttempts?: number;
            /**
             * @description Paper of text, of images that say no size, and of the cover page. A PDF keeps its own. Default: A4.
             * @enum {string}
             */
            pageSize?: "A4" | "Letter" | "Legal";
            /** @description A page before the document. It counts as one of the fax's pages. */
            coverPage?: {
                /**
                 * @default standard
                 * @enum {string}
                 */
                template: "standard" | "confidential" | "urgent";
                to?: string;
                from?: string;
                subject?: string;
                message?: string;
            };
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
        };
        Problem: {
            /**
             * @description URN that names the code.
             * @example urn:faxwire:problem:fax_not_found
             */
            type: string;
            title: string;
            status: number;
            /** @description What is wrong with this request, for people. */
            detail: string;
            /**
             * @description Stable code, for programs.
             * @enum {string}
             */
            code: "api_key_missing" | "api_key_invalid" | "link_invalid" | "root_key_invalid" | "scope_missing" | "tenant_suspended" | "key_not_grantable" | "malformed_request" | "malformed_json" | "malformed_multipart" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "too_many_documents" | "invalid_metadata" | "unknown_parameter" | "invalid_parameter" | "invalid_idempotency_key" | "route_not_found" | "method_not_allowed" | "fax_archived" | "batch_not_found" | "fax_not_found" | "attempt_not_found" | "trace_not_found" | "document_not_found" | "document_erased" | "page_not_found" | "webhook_delivery_not_found" | "webhook_schema_not_found" | "webhook_endpoint_not_found" | "tenant_not_found" | "number_not_found" | "do_not_call_not_found" | "api_key_not_found" | "fax_hold_not_allowed" | "fax_revive_not_allowed" | "fax_stop_not_allowed" | "fax_retry_not_allowed" | "fax_is_inbound" | "fax_not_finished" | "pages_not_ready" | "idempotency_key_reused" | "tenant_not_deletable" | "number_taken" | "do_not_call_limit" | "number_limit" | "api_key_revoked" | "api_key_limit" | "webhook_delivery_not_resendable" | "webhook_endpoint_is_disabled" | "webhook_endpoint_limit" | "upload_timeout" | "uri_too_long" | "headers_too_large" | "request_too_large" | "unsupported_content_type" | "invalid_phone_number" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "invalid_sender_number" | "invalid_send_time" | "duplicate_recipient" | "invalid_document_url" | "document_download_failed" | "sandbox_number" | "sender_number_not_owned" | "invalid_webhook_url" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed" | "too_many_downloads" | "too_many_tests" | "rate_limited" | "quota_exceeded" | "too_many_failures" | "too_many_streams" | "internal_error" | "service_unavailable" | "storage_full";
            /** @description True where the same request can succeed later. */
            retriable: boolean;
            /** @description Also in the X-Request-Id header; quote it when asking for help. */
            requestId?: string;
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * @description The status that the fax has, where it refused a command.
             * @enum {string}
             */
            faxStatus?: "FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed";
        };
        FieldProblem: {
            /** @description Name of the field, part, header or parameter; nested names are joined by dots. */
            field: string;
            /** @enum {string} */
            code: "api_key_missing" | "api_key_invalid" | "link_invalid" | "root_key_invalid" | "scope_missing" | "tenant_suspended" | "key_not_grantable" | "malformed_request" | "malformed_json" | "malformed_multipart" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "too_many_documents" | "invalid_metadata" | "unknown_parameter" | "invalid_parameter" | "invalid_idempotency_key" | "route_not_found" | "method_not_allowed" | "fax_archived" | "batch_not_found" | "fax_not_found" | "attempt_not_found" | "trace_not_found" | "document_not_found" | "document_erased" | "page_not_found" | "webhook_delivery_not_found" | "webhook_schema_not_found" | "webhook_endpoint_not_found" | "tenant_not_found" | "number_not_found" | "do_not_call_not_found" | "api_key_not_found" | "fax_hold_not_allowed" | "fax_revive_not_allowed" | "fax_stop_not_allowed" | "fax_retry_not_allowed" | "fax_is_inbound" | "fax_not_finished" | "pages_not_ready" | "idempotency_key_reused" | "tenant_not_deletable" | "number_taken" | "do_not_call_limit" | "number_limit" | "api_key_revoked" | "api_key_limit" | "webhook_delivery_not_resendable" | "webhook_endpoint_is_disabled" | "webhook_endpoint_limit" | "upload_timeout" | "uri_too_long" | "headers_too_large" | "request_too_large" | "unsupported_content_type" | "invalid_phone_number" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "invalid_sender_number" | "invalid_send_time" | "duplicate_recipient" | "invalid_document_url" | "document_download_failed" | "sandbox_number" | "sender_number_not_owned" | "invalid_webhook_url" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed" | "too_many_downloads" | "too_many_tests" | "rate_limited" | "quota_exceeded" | "too_many_failures" | "too_many_streams" | "internal_error" | "service_unavailable" | "storage_full";
            message: string;
        };
        FaxList: {
            faxes: components["schemas"]["ListedFax"][];
            /** @description Where the list goes on, for `after`; absent at its end. */
            next?: string;
        };
        ListedFax: {
            /**
             * Format: uuid
             * @description Tenant unique identifier.
             */
            tenantId: string;
            /**
             * Format: uuid
             * @description Fax unique identifier.
             */
            faxId: string;
            /**
             * @description Where the fax stands.
             * @enum {string}
             */
            faxStatus: "FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed";
            /**
             * Format: date-time
             * @description When the fax was accepted.
             */
            createdOn: string;
            /**
             * Format: date-time
             * @description When something last happened to the fax.
             */
            updatedOn: string;
            /**
             * @description The number that the fax goes to, E.164. Of an inbound fax the number that it came from; empty where the network did not tell it.
             * @example +19995550100
             */
            phoneNumber: string;
            /**
             * @description `inbound` faxes came in on one of your numbers.
             * @enum {string}
             */
            direction: "outbound" | "inbound";
            /** @description Your number that was called, E.164; only of an inbound fax. */
            calledNumber?: string;
            /** @description Why the fax failed, as a sentence; only on a failed fax. */
            failedReason?: string;
            /**
             * @description Why the fax failed, as a stable code.
             * @enum {string}
             */
            failedCause?: "busy" | "no_answer" | "unallocated_number" | "invalid_number" | "rejected" | "redirected" | "not_allowed" | "service_unavailable" | "trunk_unreachable" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "number_at_rest" | "no_trunk" | "call_dropped" | "voice_answered" | "t38_refused" | "no_fax_signal" | "training_failed" | "incompatible" | "dropped_mid_page" | "page_not_confirmed" | "ecm_failed" | "protocol_error" | "far_end_silent" | "page_too_slow" | "call_too_long" | "media_crashed" | "media_hung" | "interrupted" | "stopped" | "expired" | "deadline_exceeded" | "internal_error" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_missing" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed";
            /**
             * @description `test` faxes go to the sandbox carrier and nowhere else.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @enum {string} */
            resolution: "standard" | "fine" | "superfine";
            /** @description As it was given. */
            metadata: {
                [key: string]: string;
            };
            /** @description Known once the document was rendered, or the call of an inbound fax has ended. */
            pageCount?: number;
            /** @description Pages that the far end confirmed, over all attempts; of an inbound fax, pages that came in. */
            pagesConfirmed: number;
            attemptCount: number;
            /**
             * Format: date-time
             * @description When the far end had confirmed the last page.
             */
            sentOn?: string;
            /**
             * Format: date-time
             * @description When document and pages were erased.
             */
            documentErasedOn?: string;
            /**
             * Format: date-time
             * @description When numbers, names and metadata were made unreadable; `phoneNumber` is empty since.
             */
            personalDataErasedOn?: string;
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
        };
        FaxBatchAccepted: {
            /**
             * @description Finds the faxes of the batch again.
             * @example spring-letters
             */
            batchId: string;
            /** @description In the order of the recipients. */
            faxes: {
                /** Format: uuid */
                faxId: string;
                /** @description E.164. */
                phoneNumber: string;
            }[];
        };
        FaxSearchResult: {
            faxes: components["schemas"]["FaxFound"][];
            /** @description Where the result goes on, for `after`; absent at its end. */
            next?: string;
        };
        FaxFound: {
            /**
             * Format: uuid
             * @description Tenant unique identifier.
             */
            tenantId: string;
            /**
             * Format: uuid
             * @description Fax unique identifier.
             */
            faxId: string;
            /**
             * @description Where the fax stands.
             * @enum {string}
             */
            faxStatus: "FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed";
            /**
             * Format: date-time
             * @description When the fax was accepted.
             */
            createdOn: string;
            /**
             * Format: date-time
             * @description When something last happened to the fax.
             */
            updatedOn: string;
            /**
             * @description The number that the fax goes to, E.164. Of an inbound fax the number that it came from; empty where the network did not tell it.
             * @example +19995550100
             */
            phoneNumber: string;
            /**
             * @description `inbound` faxes came in on one of your numbers.
             * @enum {string}
             */
            direction: "outbound" | "inbound";
            /** @description Your number that was called, E.164; only of an inbound fax. */
            calledNumber?: string;
            /** @description Why the fax failed, as a sentence; only on a failed fax. */
            failedReason?: string;
            /**
             * @description Why the fax failed, as a stable code.
             * @enum {string}
             */
            failedCause?: "busy" | "no_answer" | "unallocated_number" | "invalid_number" | "rejected" | "redirected" | "not_allowed" | "service_unavailable" | "trunk_unreachable" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "number_at_rest" | "no_trunk" | "call_dropped" | "voice_answered" | "t38_refused" | "no_fax_signal" | "training_failed" | "incompatible" | "dropped_mid_page" | "page_not_confirmed" | "ecm_failed" | "protocol_error" | "far_end_silent" | "page_too_slow" | "call_too_long" | "media_crashed" | "media_hung" | "interrupted" | "stopped" | "expired" | "deadline_exceeded" | "internal_error" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_missing" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed";
            /**
             * @description `test` faxes go to the sandbox carrier and nowhere else.
             * @enum {string}
             */
            mode: "live" | "test";
            /** @enum {string} */
            resolution: "standard" | "fine" | "superfine";
            /** @description As it was given. */
            metadata: {
                [key: string]: string;
            };
            /** @description Known once the document was rendered, or the call of an inbound fax has ended. */
            pageCount?: number;
            /** @description Pages that the far end confirmed, over all attempts; of an inbound fax, pages that came in. */
            pagesConfirmed: number;
            attemptCount: number;
            /**
             * Format: date-time
             * @description When the far end had confirmed the last page.
             */
            sentOn?: string;
            /**
             * Format: date-time
             * @description When document and pages were erased.
             */
            documentErasedOn?: string;
            /**
             * Format: date-time
             * @description When numbers, names and metadata were made unreadable; `phoneNumber` is empty since.
             */
            personalDataErasedOn?: string;
            /** @description Your name for what belongs together; to be searched by. */
            batchId?: string;
            /**
             * Format: date-time
             * @description Not dialled before; up to 30 days ahead. A time that has passed is now.
             */
            sendAt?: string;
            /** @description True for a fax that `GET /fax/{faxId}` no longer returns. */
            archived: boolean;
            /** @description Oldest first; where it was asked for. */
            statusChangeHistory?: components["schemas"]["FaxStatusChange"][];
        };
        FaxStatusChange: {
            /** @enum {string} */
            faxStatus: "FaxReceived" | "FaxHeld" | "FaxReceivedForCancel" | "FaxCancelled" | "FaxAttemptInitiated" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "FaxArrived" | "FaxIncomingFailed";
            /** Format: date-time */
            changedOn: string;
        };
        FaxBatch: {
            /**
             * @description Finds the faxes of the batch again.
             * @example spring-letters
             */
            batchId: string;
            total: number;
            /** @description Faxes that have not come to their end. */
            open: number;
            /** @description Faxes in each status; a status that none has is left out. */
            byStatus: {
                FaxReceived?: number;
                FaxHeld?: number;
                FaxReceivedForCancel?: number;
                FaxCancelled?: number;
                FaxAttemptInitiated?: number;
                FaxSent?: number;
                FaxFailed?: number;
                FaxRetry?: number;
                FaxRetryAttempted?: number;
                FaxWebhookUpdateFailed?: number;
                FaxIncoming?: number;
                FaxArrived?: number;
                FaxIncomingFailed?: number;
            };
        };
        AttemptList: {
            /** Format: uuid */
            faxId: string;
            attempts: components["schemas"]["Attempt"][];
        };
        Attempt: {
            attemptId: string;
            /** Format: uuid */
            faxId: string;
            /** @description 1 for the first; automatic and manual attempts count alike. */
            number: number;
            /** @description True for the one attempt that a retry request makes. */
            manual: boolean;
            /**
             * @description `arrived` is the call that an inbound fax came with; it is the only attempt of its fax.
             * @enum {string}
             */
            status: "open" | "sent" | "arrived" | "failed";
            /** Format: date-time */
            startedOn: string;
            /** Format: date-time */
            ringingOn?: string;
            /** Format: date-time */
            answeredOn?: string;
            /** Format: date-time */
            endedOn?: string;
            trunk: string;
            /** @description Ours; of a call that came in, the far end's, empty where the network did not tell it. */
            callerNumber: string;
            /**
             * @description How the fax went over the network.
             * @enum {string}
             */
            mode: "T38" | "G711";
            /** @description What this attempt was allowed to offer. */
            settings: {
                /** @description Highest rate offered, bit/s. */
                maxBitRate: number;
                v17: boolean;
                ecm: boolean;
                t38: boolean;
                /**
                 * @description Finer pages are sent in this one.
                 * @enum {string}
                 */
                maxResolution?: "standard" | "fine" | "superfine";
            };
            /** @description What it offers less of than a first attempt, because of earlier ones. */
            steppedDown: ("bitRate" | "v17" | "ecm" | "resolution" | "t38")[];
            /** @description First page to transmit, 0-based: confirmed pages are not sent again. */
            fromPage: number;
            /** @description Pages that the far end confirmed in this attempt. */
            pagesConfirmed: number;
            badRows: number;
            /** @description Rate agreed, bit/s. */
            bitRate?: number;
            /** @description Whether error correction was agreed. */
            ecm?: boolean;
            compression?: string;
            resolution?: string;
            /** @description What the far end says of itself: not to be trusted. */
            remoteStationId?: string;
            /**
             * @description Why it failed, as a stable code.
             * @enum {string}
             */
            cause?: "busy" | "no_answer" | "unallocated_number" | "invalid_number" | "rejected" | "redirected" | "not_allowed" | "service_unavailable" | "trunk_unreachable" | "emergency_number" | "premium_number" | "country_blocked" | "do_not_call" | "number_at_rest" | "no_trunk" | "call_dropped" | "voice_answered" | "t38_refused" | "no_fax_signal" | "training_failed" | "incompatible" | "dropped_mid_page" | "page_not_confirmed" | "ecm_failed" | "protocol_error" | "far_end_silent" | "page_too_slow" | "call_too_long" | "media_crashed" | "media_hung" | "interrupted" | "stopped" | "expired" | "deadline_exceeded" | "internal_error" | "document_empty" | "document_unknown_type" | "document_encrypted" | "document_broken" | "document_missing" | "document_too_large" | "document_too_many_pages" | "document_page_too_large" | "document_render_timeout" | "document_render_memory" | "document_render_crashed";
            /** @description Why it failed, as a sentence. */
            reason?: string;
            /** @description What exactly was seen, for engineers. */
            detail?: string;
            sipStatus?: number;
            /** @description T.30 completion code. */
            t30Code?: number;
            /**
             * Format: date-time
             * @description When the next one is due; only on a failed attempt that is followed by an automatic one.
             */
            nextAttemptOn?: string;
        };
        /** @description What went over the line in an attempt. */
        Trace: {
            faxId: string;
            attemptId: string;
            /** Format: date-time */
            startedOn: string;
            /** @description How many times as fast as ours the clock of the far end ran: 1, but for the sandbox carrier. */
            timeFactor: number;
            /** @description There was more than is kept. */
            truncated: boolean;
            /** @description UDPTL datagrams kept; `format=pcap` has them. */
            datagrams: number;
            readonly entries: {
                /** @description Since the attempt began. */
                atMs: number;
                /**
                 * @description `sent` by us.
                 * @enum {string}
                 */
                direction: "sent" | "received";
                /** @enum {string} */
                kind: "sip" | "frame" | "signal";
                /**
                 * @description First line of a SIP message, name of a T.30 frame (DIS, CFR, PPS-EOP), or what a signal is.
                 * @example CFR
                 */
                name: string;
                /** @description The SIP message, without credentials; what an identification says, which is not to be trusted. */
                text?: string;
                /**
                 * @description The frame, hex, from its address to the end of its field, without FCS; the first bit on the line is the top bit.
                 * @example ffc821
                 */
                octets?: string;
                /** @description Of a frame: its check sequence was right. */
                intact?: boolean;
            }[];
        };
        Proof: {
            /** @description A ProofStatement as JSON in UTF-8, base64url. */
            payload: string;
            /** @description `{"alg":"EdDSA","kid":...,"typ":"faxwire-proof+jws"}`, base64url. `kid` names a key of `/.well-known/faxwire-proof-keys.json`. */
            protected: string;
            /** @description Ed25519 over `protected`, a full stop and `payload`, base64url. */
            signature: string;
        };
        ProofKeySet: {
            keys: {
                /** @constant */
                kty: "OKP";
                /** @constant */
                crv: "Ed25519";
                x: string;
                kid: string;
                /** @constant */
                use: "sig";
                /** @constant */
                alg: "EdDSA";
            }[];
        };
        CreatedWebhookEndpoint: {
            /** @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e */
            id: string;
            /**
             * @description `test`: made with a test key, and told of test faxes alone; `live`: told of all.
             * @enum {string}
             */
            mode: "live" | "test";
            url: string;
            /** @description Types of events that are sent; empty for every public status. */
            events: ("FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled")[];
            description: string;
            /**
             * @description `standard`: Standard Webhooks `v1`, a shared secret. `ed25519`: `v1a`, verified with `publicKey`. `vendor`: `X-Optum-Webhook-Callback-Hmac-Signature`, hex HMAC-SHA256 of the body.
             * @enum {string}
             */
            signature: "standard" | "vendor" | "ed25519";
            /** @description Verifies `v1a` signatures: `whpk_` and base64 of the Ed25519 key. */
            publicKey?: string;
            /**
             * Format: date-time
             * @description Until then the key before the last rotation signs, too.
             */
            secretOverlapUntil?: string;
            /** @description The own headers, their values masked. */
            headers: {
                [key: string]: string;
            };
            includeLinks: boolean;
            ratePerSecond: number | null;
            concurrency: number | null;
            disabled: boolean;
            disabledReason?: string;
            /**
             * Format: date-time
             * @description Since then every delivery failed. After five days, and at least ten failures, the endpoint is disabled.
             */
            failingSince?: string;
            /** Format: date-time */
            createdOn: string;
            /** Format: date-time */
            updatedOn: string;
            /** @description Signs the webhooks. Shown this once; absent where `publicKey` verifies them. */
            secret?: string;
        };
        WebhookEndpointList: {
            endpoints: components["schemas"]["WebhookEndpoint"][];
        };
        WebhookEndpoint: {
            /** @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e */
            id: string;
            /**
             * @description `test`: made with a test key, and told of test faxes alone; `live`: told of all.
             * @enum {string}
             */
            mode: "live" | "test";
            url: string;
            /** @description Types of events that are sent; empty for every public status. */
            events: ("FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled")[];
            description: string;
            /**
             * @description `standard`: Standard Webhooks `v1`, a shared secret. `ed25519`: `v1a`, verified with `publicKey`. `vendor`: `X-Optum-Webhook-Callback-Hmac-Signature`, hex HMAC-SHA256 of the body.
             * @enum {string}
             */
            signature: "standard" | "vendor" | "ed25519";
            /** @description Verifies `v1a` signatures: `whpk_` and base64 of the Ed25519 key. */
            publicKey?: string;
            /**
             * Format: date-time
             * @description Until then the key before the last rotation signs, too.
             */
            secretOverlapUntil?: string;
            /** @description The own headers, their values masked. */
            headers: {
                [key: string]: string;
            };
            includeLinks: boolean;
            ratePerSecond: number | null;
            concurrency: number | null;
            disabled: boolean;
            disabledReason?: string;
            /**
             * Format: date-time
             * @description Since then every delivery failed. After five days, and at least ten failures, the endpoint is disabled.
             */
            failingSince?: string;
            /** Format: date-time */
            createdOn: string;
            /** Format: date-time */
            updatedOn: string;
        };
        WebhookTest: {
            delivered: boolean;
            webhookId: string;
            status?: number;
            durationMs: number;
            /** @description Why no answer, or not the whole of it, arrived. */
            error?: string;
            /** @description The beginning of the answer. */
            answer?: string;
        };
        WebhookDeliveryList: {
            deliveries: components["schemas"]["WebhookDelivery"][];
            /** @description Where the next page begins; absent on the last one. */
            next?: string;
        };
        WebhookDelivery: {
            /** @description The `webhook-id`: the same in every attempt, and at every endpoint that gets the event. */
            id: string;
            endpointId: string;
            eventType: string;
            /** @description Absent for an event that is about no fax. */
            faxId?: string;
            /**
             * @description `pending`: on its way, or waiting for its next attempt. `failed`: given up.
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            /** @description Why it was given up. */
            reason?: string;
            /** Format: date-time */
            createdOn: string;
            /** Format: date-time */
            finishedOn?: string;
            /** Format: date-time */
            nextAttemptOn?: string;
            /** Format: date-time */
            acknowledgedOn?: string;
            attempts: {
                number: number;
                /** Format: date-time */
                startedOn: string;
                /** @description Absent while the attempt runs, and where its process vanished. */
                durationMs?: number;
                /** @description HTTP status; absent where no answer arrived. */
                status?: number;
                /** @description Why the attempt was no success: `http_<status>` or a code such as `timeout`. */
                reason?: string;
                /** @description The beginning of the answer, at most 1 KiB. */
                answer?: string;
                /** @description What was sent; own headers masked. */
                request?: {
                    url: string;
                    headers: {
                        [key: string]: string;
                    };
                };
            }[];
            /** @description The body that is sent. Links are added to it at each attempt, and not kept. */
            body: string;
        };
        ResentWebhooks: {
            /** @description Deliveries that are sent again, at most 1000. */
            resent: number;
            /** @description Whether there may be more. */
            more: boolean;
            /**
             * Format: date-time
             * @description With this as `from`, the next request goes on where this one stopped.
             */
            nextFrom?: string;
        };
        MissedEventList: {
            missedEvents: {
                id: string;
                eventName: string;
                /** @description The endpoint. */
                subscriptionId: string;
                /** @description The body as it was sent: JSON as text. */
                eventPayload: string;
                /** @description What the last attempt came to. */
                failurePayload: string;
                faxId?: string;
                /** Format: date-time */
                occurredOn: string;
                /** Format: date-time */
                failedOn: string;
                attempts: number;
                reason: string;
            }[];
            next?: string;
        };
        AcknowledgedEvents: {
            acknowledged: number;
        };
        WebhookSchemaList: {
            schemas: {
                /** @enum {string} */
                type: "FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled" | "ping";
                path: string;
            }[];
        };
        CreatedApiKey: {
            /**
             * @description The part of the key after its prefix, 16 digits.
             * @example 4f1c9a52d1b24c8e
             */
            keyId: string;
            name: string;
            /**
             * @description `test`: makes and sees test faxes only.
             * @enum {string}
             */
            mode: "live" | "test";
            scopes: components["schemas"]["Scope"][];
            /** Format: date-time */
            createdOn: string;
            /** Format: date-time */
            expiresOn?: string;
            /** Format: date-time */
            revokedOn?: string;
            /**
             * Format: date-time
             * @description Within a minute or so.
             */
            lastUsedOn?: string;
            /**
             * Format: date-time
             * @description When the secret was last changed.
             */
            rolledOn?: string;
            /**
             * Format: date-time
             * @description The secret before this one works until then.
             */
            oldSecretUntil?: string;
            /** @description The whole key. Shown this once: only its hash is kept. */
            key: string;
        };
        ApiKeyList: {
            keys: components["schemas"]["ApiKey"][];
            /** @description Where the list goes on, for `after`; absent at its end. */
            next?: string;
        };
        ApiKey: {
            /**
             * @description The part of the key after its prefix, 16 digits.
             * @example 4f1c9a52d1b24c8e
             */
            keyId: string;
            name: string;
            /**
             * @description `test`: makes and sees test faxes only.
             * @enum {string}
             */
            mode: "live" | "test";
            scopes: components["schemas"]["Scope"][];
            /** Format: date-time */
            createdOn: string;
            /** Format: date-time */
            expiresOn?: string;
            /** Format: date-time */
            revokedOn?: string;
            /**
             * Format: date-time
             * @description Within a minute or so.
             */
            lastUsedOn?: string;
            /**
             * Format: date-time
             * @description When the secret was last changed.
             */
            rolledOn?: string;
            /**
             * Format: date-time
             * @description The secret before this one works until then.
             */
            oldSecretUntil?: string;
        };
        OwnTenant: {
            /**
             * Format: uuid
             * @description Tenant unique identifier.
             */
            tenantId: string;
            name: string;
            /** @description True: every key of the tenant is refused with `tenant_suspended`. Faxes that were accepted go on. */
            suspended: boolean;
            /** Format: date-time */
            createdOn: string;
            settings: components["schemas"]["TenantSettings"];
            quotas: components["schemas"]["TenantQuotasOutput"];
        };
        TenantSettings: {
            /**
             * @description How numbers without a country code are read.
             * @default US
             * @example DE
             */
            defaultCountry: string;
            /**
             * @description A fax at rest for so long is archived.
             * @default 90
             */
            archiveAfterDays: number;
            /**
             * @description Documents of a fax are deleted so long after it came to rest; null: kept.
             * @default null
             */
            documentRetentionDays: number | null;
            /**
             * @description Numbers and metadata of a fax are deleted so long after it came to rest; null: kept.
             * @default null
             */
            personalDataRetentionDays: number | null;
            /**
             * @description What the far end is told we are (TSI), where a fax says nothing; null: the number it is sent from.
             * @default null
             */
            stationId: string | null;
            /**
             * @description Text in the line on top of each page; null: none.
             * @default null
             */
            headerText: string | null;
            /**
             * @description The tenant's number that faxes are sent from, where a fax says nothing; null: the trunk's.
             * @default null
             */
            senderNumber: string | null;
            /**
             * @description Numbers of these countries are not dialled, beside what the operator has blocked. ISO 3166-1, two letters.
             * @default []
             */
            blockedCountries: string[];
            /**
             * @description Numbers are called at these hours only; a fax waits for them. Null: at any time.
             * @default null
             */
            callingHours: components["schemas"]["CallingHoursOutput"] | null;
            notifications: {
                /** @default [] */
                emails: string[];
                /**
                 * @description E.164.
                 * @default []
                 */
                smsNumbers: string[];
                /**
                 * @description What they are told of; empty: nothing.
                 * @default []
                 */
                on: ("sent" | "failed")[];
            };
        };
        TenantNumberList: {
            numbers: components["schemas"]["TenantNumber"][];
        };
        TenantNumber: {
            /**
             * @description E.164.
             * @example +12025550143
             */
            number: string;
            /** Format: date-time */
            addedOn: string;
        };
        AuditList: {
            events: components["schemas"]["AuditEvent"][];
            /** @description Where the list goes on, for `after`; absent at its end. */
            next?: string;
        };
        AuditEvent: {
            /**
             * @description Grows with time.
             * @example 17
             */
            auditId: string;
            /** Format: date-time */
            at: string;
            /**
             * Format: uuid
             * @description Whose object was changed; absent for what belongs to no tenant.
             */
            tenantId?: string;
            /**
             * @description `root`, or `key:` and the id of the API key.
             * @example key:4f1c9a52d1b24c8e
             */
            actor: string;
            /**
             * @description The operation.
             * @example revokeKey
             */
            action: string;
            /**
             * @description What was changed, by its id.
             * @example 4f1c9a52d1b24c8e
             */
            object?: string;
            /** @description The object as it was, without secrets. */
            before?: {
                [key: string]: unknown;
            };
            /** @description The object as it became, without secrets. */
            after?: {
                [key: string]: unknown;
            };
            /**
             * @description Where the request came from.
             * @example 203.0.113.7
             */
            address: string;
            /** @description The X-Request-Id of its answer. */
            requestId: string;
        };
        DoNotCallList: {
            numbers: components["schemas"]["DoNotCallEntry"][];
            /** @description Where the list goes on, for `after`; absent at its end. */
            next?: string;
        };
        DoNotCallEntry: {
            /**
             * @description E.164.
             * @example +12025550143
             */
            number: string;
            /** Format: date-time */
            addedOn: string;
        };
        AddedDoNotCall: {
            /** @description Numbers that were not on the list before. */
            added: number;
        };
        Tenant: {
            /**
             * Format: uuid
             * @description Tenant unique identifier.
             */
            tenantId: string;
            name: string;
            /** @description True: every key of the tenant is refused with `tenant_suspended`. Faxes that were accepted go on. */
            suspended: boolean;
            /** Format: date-time */
            createdOn: string;
            settings: components["schemas"]["TenantSettings"];
        };
        TenantList: {
            tenants: components["schemas"]["Tenant"][];
            /** @description Where the list goes on, for `after`; absent at its end. */
            next?: string;
        };
        TrunkList: {
            trunks: components["schemas"]["Trunk"][];
        };
        Trunk: {
            /** @example carrier-a */
            name: string;
            host: string;
            port: number;
            transport: string;
            callerNumber: string;
            channels: number;
            callsPerNumber: number;
            prefixes: string[];
        };
        Token: {
            /** @description Opaque: for the Authorization header. */
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /**
             * @description Seconds.
             * @example 3600
             */
            expires_in: number;
            /** @example fax:read fax:write */
            scope: string;
        };
        OAuthError: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_client" | "unauthorized_client" | "unsupported_grant_type" | "invalid_scope";
            error_description: string;
        };
        CallingHoursOutput: {
            /** @example 08:00 */
            from: string;
            /**
             * @description Earlier than `from`: on the next day.
             * @example 20:00
             */
            until: string;
            /**
             * @description Days on which they begin: 1 for Monday to 7 for Sunday.
             * @default [
             *       1,
             *       2,
             *       3,
             *       4,
             *       5,
             *       6,
             *       7
             *     ]
             */
            days: number[];
            /**
             * @description Whose clock counts; null: that of the number's country. In a country of several zones the hours have to be met in all of them.
             * @default null
             * @example Europe/Berlin
             */
            timeZone: string | null;
        };
        TenantQuotasOutput: {
            /**
             * @description Requests of all its keys, in the long run; a burst of twice as many may come at once.
             * @default null
             */
            requestsPerSecond: number | null;
            /**
             * @description Faxes accepted in a day, UTC.
             * @default null
             */
            faxesPerDay: number | null;
            /**
             * @description Faxes accepted in a calendar month, UTC.
             * @default null
             */
            faxesPerMonth: number | null;
            /**
             * @description Pages that far ends confirmed of the faxes accepted in a calendar month, UTC. Once they are used up no fax is accepted.
             * @default null
             */
            pagesPerMonth: number | null;
            /**
             * @description Faxes that are not at rest, at a time.
             * @default null
             */
            openFaxes: number | null;
        };
        FaxEvent: {
            /** Format: uuid */
            faxId: string;
            /** @enum {string} */
            type: "FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased";
            /** Format: date-time */
            time: string;
            /** @description Position in the fax, from 1; also the id to resume after. */
            sequence: number;
            data: {
                [key: string]: unknown;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listFaxes: {
        parameters: {
            query?: {
                /**
                 * @description Faxes in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description Faxes that were sent, or faxes that came in. Default: both.
                 * @example outbound
                 */
                direction?: "outbound" | "inbound";
                /**
                 * @description `next` of the answer before.
                 * @example 1795253614947_9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of faxes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faxes": [
                     *         {
                     *           "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "faxStatus": "FaxSent",
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "updatedOn": "2026-11-21T09:36:05.946Z",
                     *           "phoneNumber": "+19995550100",
                     *           "mode": "test",
                     *           "metadata": {
                     *             "case": "17"
                     *           },
                     *           "pageCount": 3,
                     *           "pagesConfirmed": 3,
                     *           "attemptCount": 1,
                     *           "direction": "outbound",
                     *           "resolution": "standard"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["FaxList"];
                };
            };
        };
    };
    sendFax: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. The same request with the same key is one fax, however often it is sent.
                 * @example order-17
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phoneNumber": "+19995550100",
                 *       "document": "letter.pdf",
                 *       "metadata": {
                 *         "case": "17"
                 *       },
                 *       "resolution": "fine"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["FaxForm"];
                /**
                 * @example {
                 *       "phoneNumber": "+19995550100",
                 *       "documentUrl": "https://example.com/letter.pdf",
                 *       "metadata": {
                 *         "case": "17"
                 *       },
                 *       "resolution": "standard",
                 *       "senderNumber": "+19995550000",
                 *       "stationId": "+1 999 555 0000",
                 *       "headerText": "Clinic",
                 *       "sendAt": "2026-11-21T09:33:34.947Z",
                 *       "expiresAt": "2026-11-21T09:33:34.947Z",
                 *       "priority": "low",
                 *       "maxAttempts": 1,
                 *       "pageSize": "A4",
                 *       "coverPage": {
                 *         "template": "standard",
                 *         "to": "text",
                 *         "from": "text",
                 *         "subject": "Results",
                 *         "message": "Dear Dr. Miller, please find enclosed."
                 *       },
                 *       "batchId": "batch-2026-11"
                 *     }
                 */
                "application/json": components["schemas"]["FaxByUrl"];
            };
        };
        responses: {
            /** @description The fax. */
            202: {
                headers: {
                    /** @description Path of the fax. */
                    Location?: string;
                    /** @description `true` where an earlier request with the same Idempotency-Key was accepted; this is its answer. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    sendBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Your name for this request. The same request with the same key is one fax, however often it is sent.
                 * @example order-17
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "recipients": [
                 *         "+19995550100"
                 *       ],
                 *       "document": "letter.pdf",
                 *       "documentUrl": "https://example.com/letter.pdf",
                 *       "metadata": {
                 *         "case": "17"
                 *       },
                 *       "resolution": "standard",
                 *       "senderNumber": "+19995550000",
                 *       "stationId": "+1 999 555 0000",
                 *       "headerText": "Clinic",
                 *       "sendAt": "2026-11-21T09:33:34.947Z",
                 *       "expiresAt": "2026-11-21T09:33:34.947Z",
                 *       "priority": "low",
                 *       "maxAttempts": 1,
                 *       "pageSize": "A4",
                 *       "coverPage": {
                 *         "template": "standard",
                 *         "to": "text",
                 *         "from": "text",
                 *         "subject": "Results",
                 *         "message": "Dear Dr. Miller, please find enclosed."
                 *       },
                 *       "batchId": "batch-2026-11"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["FaxBatchForm"];
            };
        };
        responses: {
            /** @description The faxes, in the order of the recipients. */
            202: {
                headers: {
                    /** @description Path of the batch. */
                    Location?: string;
                    /** @description `true` where an earlier request with the same Idempotency-Key was accepted; this is its answer. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batchId": "spring-letters",
                     *       "faxes": [
                     *         {
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "phoneNumber": "+19995550100"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FaxBatchAccepted"];
                };
            };
        };
    };
    searchFaxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "faxNumber": "+19995550100",
                 *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                 *       "faxStatus": "FaxReceived",
                 *       "direction": "outbound",
                 *       "faxSentDate": "2026-01-15",
                 *       "faxSentDateTo": "2026-11-21",
                 *       "showFaxStatusChangeHistory": false,
                 *       "metadata": {
                 *         "case": "17"
                 *       },
                 *       "batchId": "batch-2026-11",
                 *       "sort": "newest",
                 *       "limit": 20,
                 *       "after": "text"
                 *     }
                 */
                "application/json": components["schemas"]["FaxSearch"];
            };
        };
        responses: {
            /** @description One page of faxes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faxes": [
                     *         {
                     *           "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "faxStatus": "FaxReceived",
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "updatedOn": "2026-11-21T09:33:34.947Z",
                     *           "phoneNumber": "+19995550100",
                     *           "direction": "outbound",
                     *           "calledNumber": "text",
                     *           "failedReason": "text",
                     *           "failedCause": "busy",
                     *           "mode": "live",
                     *           "resolution": "standard",
                     *           "metadata": {
                     *             "case": "17"
                     *           },
                     *           "pageCount": 1,
                     *           "pagesConfirmed": 1,
                     *           "attemptCount": 1,
                     *           "sentOn": "2026-11-21T09:33:34.947Z",
                     *           "documentErasedOn": "2026-11-21T09:33:34.947Z",
                     *           "personalDataErasedOn": "2026-11-21T09:33:34.947Z",
                     *           "batchId": "batch-2026-11",
                     *           "sendAt": "2026-11-21T09:33:34.947Z",
                     *           "archived": false,
                     *           "statusChangeHistory": [
                     *             {
                     *               "faxStatus": "FaxReceived",
                     *               "changedOn": "2026-11-21T09:33:34.947Z"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["FaxSearchResult"];
                };
            };
        };
    };
    getBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The batch, as it was named when it was sent.
                 * @example batch-2026-11
                 */
                batchId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "batchId": "spring-letters",
                     *       "total": 1,
                     *       "open": 1,
                     *       "byStatus": {
                     *         "FaxReceived": 1,
                     *         "FaxHeld": 1,
                     *         "FaxReceivedForCancel": 1,
                     *         "FaxCancelled": 1,
                     *         "FaxAttemptInitiated": 1,
                     *         "FaxSent": 1,
                     *         "FaxFailed": 1,
                     *         "FaxRetry": 1,
                     *         "FaxRetryAttempted": 1,
                     *         "FaxWebhookUpdateFailed": 1,
                     *         "FaxIncoming": 1,
                     *         "FaxArrived": 1,
                     *         "FaxIncomingFailed": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FaxBatch"];
                };
            };
        };
    };
    getFax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    stopFax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    holdFax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    reviveFax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    retryFax: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    erasePersonalData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    getAttempts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every attempt, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "attempts": [
                     *         {
                     *           "attemptId": "att_9acb1d18-a096-49af-b898-b17f8f846a4b_1",
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "number": 1,
                     *           "manual": false,
                     *           "status": "sent",
                     *           "startedOn": "2026-11-21T09:33:35.111Z",
                     *           "ringingOn": "2026-11-21T09:33:35.119Z",
                     *           "answeredOn": "2026-11-21T09:33:35.220Z",
                     *           "endedOn": "2026-11-21T09:36:05.937Z",
                     *           "trunk": "sandbox",
                     *           "callerNumber": "+19995550000",
                     *           "settings": {
                     *             "ecm": true,
                     *             "t38": true,
                     *             "v17": true,
                     *             "maxBitRate": 14400
                     *           },
                     *           "fromPage": 0,
                     *           "pagesConfirmed": 3,
                     *           "badRows": 0,
                     *           "bitRate": 14400,
                     *           "ecm": true,
                     *           "compression": "MMR",
                     *           "resolution": "204x196",
                     *           "remoteStationId": "+19995550100",
                     *           "mode": "T38",
                     *           "steppedDown": [
                     *             "bitRate"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AttemptList"];
                };
            };
        };
    };
    getAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
                /**
                 * @description Attempt unique identifier.
                 * @example att_9acb1d18-a096-49af-b898-b17f8f846a4b_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attemptId": "att_9acb1d18-a096-49af-b898-b17f8f846a4b_1",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "number": 1,
                     *       "manual": false,
                     *       "status": "sent",
                     *       "startedOn": "2026-11-21T09:33:35.111Z",
                     *       "ringingOn": "2026-11-21T09:33:35.119Z",
                     *       "answeredOn": "2026-11-21T09:33:35.220Z",
                     *       "endedOn": "2026-11-21T09:36:05.937Z",
                     *       "trunk": "sandbox",
                     *       "callerNumber": "+19995550000",
                     *       "settings": {
                     *         "ecm": true,
                     *         "t38": true,
                     *         "v17": true,
                     *         "maxBitRate": 14400
                     *       },
                     *       "fromPage": 0,
                     *       "pagesConfirmed": 3,
                     *       "badRows": 0,
                     *       "bitRate": 14400,
                     *       "ecm": true,
                     *       "compression": "MMR",
                     *       "resolution": "204x196",
                     *       "remoteStationId": "+19995550100",
                     *       "mode": "T38",
                     *       "steppedDown": [
                     *         "bitRate"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Attempt"];
                };
            };
        };
    };
    getTrace: {
        parameters: {
            query?: {
                /**
                 * @description JSON, text that an engineer reads, or a capture for Wireshark.
                 * @example json
                 */
                format?: "json" | "text" | "pcap";
            };
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
                /**
                 * @description Attempt unique identifier.
                 * @example att_9acb1d18-a096-49af-b898-b17f8f846a4b_1
                 */
                attemptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "attemptId": "att_9acb1d18-a096-49af-b898-b17f8f846a4b_1",
                     *       "startedOn": "2026-11-21T09:33:34.947Z",
                     *       "timeFactor": 1,
                     *       "truncated": false,
                     *       "datagrams": 1,
                     *       "entries": [
                     *         {
                     *           "atMs": 1,
                     *           "direction": "sent",
                     *           "kind": "sip",
                     *           "name": "CFR",
                     *           "text": "text",
                     *           "octets": "ffc821",
                     *           "intact": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Trace"];
                    /** @example text */
                    "text/plain": string;
                    /** @example text */
                    "application/vnd.tcpdump.pcap": Blob;
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Sequence number after which to go on.
                 * @example 3
                 */
                "Last-Event-ID"?: string;
            };
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events; see the schema FaxEvent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 1
                     *     event: FaxReceived
                     *     data: {"faxId":"9acb1d18-a096-49af-b898-b17f8f846a4b","type":"FaxReceived","time":"2026-11-21T09:33:34.947Z","sequence":1,"data":{}}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description There is nothing after `Last-Event-ID`, and nothing more will happen by itself. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getDocument: {
        parameters: {
            query?: {
                /**
                 * @description Of a signed link: whose it is.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenant?: string;
                /**
                 * @description Of a signed link: until when it is good, in seconds since the Unix epoch.
                 * @example 1795254514
                 */
                expires?: string;
                /**
                 * @description Of a signed link: its signature.
                 * @example kyzStUunWqPeMSB-RchHNOnauR-wcAswUIoVc6YVV5o
                 */
                signature?: string;
                /**
                 * @description The fax pages in this format, instead of the document as it came.
                 * @example pdf
                 */
                format?: "pdf" | "tiff";
                /**
                 * @description Which of the documents of the fax, 1 for the first.
                 * @example 1
                 */
                number?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    /** @description The name to save it under: it is never shown in place. */
                    "Content-Disposition"?: string;
                    /** @description SHA-256 of the bytes, hex, in quotes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "*/*": Blob;
                };
            };
        };
    };
    eraseDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fax. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "faxStatus": "FaxSent",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "updatedOn": "2026-11-21T09:36:05.946Z",
                     *       "phoneNumber": "+19995550100",
                     *       "mode": "test",
                     *       "metadata": {
                     *         "case": "17"
                     *       },
                     *       "pageCount": 3,
                     *       "pagesConfirmed": 3,
                     *       "attemptCount": 1,
                     *       "resolution": "fine",
                     *       "direction": "outbound",
                     *       "documentCount": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Fax"];
                };
            };
        };
    };
    getPagesPdf: {
        parameters: {
            query?: {
                /**
                 * @description Of a signed link: whose it is.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenant?: string;
                /**
                 * @description Of a signed link: until when it is good, in seconds since the Unix epoch.
                 * @example 1795254514
                 */
                expires?: string;
                /**
                 * @description Of a signed link: its signature.
                 * @example kyzStUunWqPeMSB-RchHNOnauR-wcAswUIoVc6YVV5o
                 */
                signature?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pages. */
            200: {
                headers: {
                    /** @description The name to save it under: it is never shown in place. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/pdf": Blob;
                };
            };
        };
    };
    getPagePng: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
                /**
                 * @description Number of the page, 1 for the first.
                 * @example 1
                 */
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /** @description The name to save it under: it is never shown in place. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "image/png": Blob;
                };
            };
        };
    };
    getProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JWS; its payload is a ProofStatement. */
            200: {
                headers: {
                    /** @description The name to save it under: it is never shown in place. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payload": "text",
                     *       "protected": "text",
                     *       "signature": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Proof"];
                };
            };
        };
    };
    getProofPdf: {
        parameters: {
            query?: {
                /**
                 * @description Of a signed link: whose it is.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenant?: string;
                /**
                 * @description Of a signed link: until when it is good, in seconds since the Unix epoch.
                 * @example 1795254514
                 */
                expires?: string;
                /**
                 * @description Of a signed link: its signature.
                 * @example kyzStUunWqPeMSB-RchHNOnauR-wcAswUIoVc6YVV5o
                 */
                signature?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Fax unique identifier.
                 * @example 9acb1d18-a096-49af-b898-b17f8f846a4b
                 */
                faxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    /** @description The name to save it under: it is never shown in place. */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/pdf": Blob;
                };
            };
        };
    };
    getProofKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JWK set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "OKP",
                     *           "crv": "Ed25519",
                     *           "x": "text",
                     *           "kid": "text",
                     *           "use": "sig",
                     *           "alg": "EdDSA"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProofKeySet"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every endpoint of the tenant, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endpoints": [
                     *         {
                     *           "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *           "url": "https://example.com/fax-events",
                     *           "events": [
                     *             "FaxSent",
                     *             "FaxFailed"
                     *           ],
                     *           "description": "Orders",
                     *           "disabled": false,
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "mode": "live",
                     *           "signature": "standard",
                     *           "headers": {
                     *             "name": "text"
                     *           },
                     *           "includeLinks": false,
                     *           "ratePerSecond": 1,
                     *           "concurrency": 1,
                     *           "updatedOn": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/fax-events",
                 *       "events": [
                 *         "FaxSent",
                 *         "FaxFailed"
                 *       ],
                 *       "description": "Orders"
                 *     }
                 */
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret: shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedWebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: {
                /**
                 * @description The endpoint, where there is no body.
                 * @example text
                 */
                id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e"
                 *     }
                 */
                "application/json": components["schemas"]["DeleteWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint is deleted: nothing new is sent to it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/fax-events",
                 *       "events": [
                 *         "FaxReceived"
                 *       ],
                 *       "description": "Orders",
                 *       "headers": {
                 *         "name": "text"
                 *       },
                 *       "includeLinks": false,
                 *       "ratePerSecond": 1,
                 *       "concurrency": 1
                 *     }
                 */
                "application/json": components["schemas"]["UpdateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    deleteWebhookEndpointById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint is deleted: nothing new is sent to it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapSeconds": 86400,
                 *       "signature": "standard"
                 *     }
                 */
                "application/json": components["schemas"]["RotateWebhookSecret"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret: shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedWebhookEndpoint"];
                };
            };
        };
    };
    disableWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    enableWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "url": "https://example.com/fax-events",
                     *       "events": [
                     *         "FaxSent",
                     *         "FaxFailed"
                     *       ],
                     *       "description": "Orders",
                     *       "disabled": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "mode": "live",
                     *       "signature": "standard",
                     *       "headers": {
                     *         "name": "text"
                     *       },
                     *       "includeLinks": false,
                     *       "ratePerSecond": 1,
                     *       "concurrency": 1,
                     *       "updatedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it, a failure included. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivered": false,
                     *       "webhookId": "text",
                     *       "status": 1,
                     *       "durationMs": 1,
                     *       "error": "text",
                     *       "answer": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example text
                 */
                after?: string;
                /** @example pending */
                state?: "pending" | "delivered" | "failed";
                /** @example FaxReceived */
                eventType?: "FaxReceived" | "FaxHeld" | "FaxRevived" | "FaxReceivedForCancel" | "FaxCancelled" | "DocumentRendered" | "FaxAttemptInitiated" | "CallRinging" | "CallAnswered" | "FaxNegotiated" | "PageSent" | "CallTraced" | "AttemptFailed" | "FaxSent" | "FaxFailed" | "FaxRetry" | "FaxRetryAttempted" | "FaxWebhookUpdateFailed" | "FaxIncoming" | "PageReceived" | "FaxArrived" | "FaxIncomingFailed" | "FaxDocumentErased" | "FaxPersonalDataErased" | "webhook_endpoint_disabled";
                /** @example 9acb1d18-a096-49af-b898-b17f8f846a4b */
                faxId?: string;
                /**
                 * @description Noted at that time or later.
                 * @example 2026-11-21T09:33:34.947Z
                 */
                from?: string;
                /**
                 * @description Noted before that time.
                 * @example 2026-11-21T09:33:34.947Z
                 */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveries": [
                     *         {
                     *           "id": "text",
                     *           "endpointId": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *           "eventType": "FaxSent",
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "state": "pending",
                     *           "reason": "text",
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "finishedOn": "2026-11-21T09:33:34.947Z",
                     *           "nextAttemptOn": "2026-11-21T09:33:34.947Z",
                     *           "acknowledgedOn": "2026-11-21T09:33:34.947Z",
                     *           "attempts": [
                     *             {
                     *               "number": 1,
                     *               "startedOn": "2026-11-21T09:33:34.947Z",
                     *               "durationMs": 1,
                     *               "status": 1,
                     *               "reason": "text",
                     *               "answer": "text",
                     *               "request": {
                     *                 "url": "https://example.com/fax-events",
                     *                 "headers": {
                     *                   "name": "text"
                     *                 }
                     *               }
                     *             }
                     *           ],
                     *           "body": "text"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
                /**
                 * @description Delivery unique identifier.
                 * @example 4711
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "endpointId": "hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e",
                     *       "eventType": "FaxSent",
                     *       "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *       "state": "pending",
                     *       "reason": "text",
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "finishedOn": "2026-11-21T09:33:34.947Z",
                     *       "nextAttemptOn": "2026-11-21T09:33:34.947Z",
                     *       "acknowledgedOn": "2026-11-21T09:33:34.947Z",
                     *       "attempts": [
                     *         {
                     *           "number": 1,
                     *           "startedOn": "2026-11-21T09:33:34.947Z",
                     *           "durationMs": 1,
                     *           "status": 1,
                     *           "reason": "text",
                     *           "answer": "text",
                     *           "request": {
                     *             "url": "https://example.com/fax-events",
                     *             "headers": {
                     *               "name": "text"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "body": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    resendWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
                /**
                 * @description Delivery unique identifier.
                 * @example 4711
                 */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resent": 1,
                     *       "more": false,
                     *       "nextFrom": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ResentWebhooks"];
                };
            };
        };
    };
    resendWebhookDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "missed": true
                 *     }
                 */
                "application/json": components["schemas"]["ResendWebhooks"];
            };
        };
        responses: {
            /** @description How many are on their way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "resent": 1,
                     *       "more": false,
                     *       "nextFrom": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ResentWebhooks"];
                };
            };
        };
    };
    listMissedEvents: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example text
                 */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of missed events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "missedEvents": [
                     *         {
                     *           "id": "text",
                     *           "eventName": "text",
                     *           "subscriptionId": "text",
                     *           "eventPayload": "text",
                     *           "failurePayload": "text",
                     *           "faxId": "9acb1d18-a096-49af-b898-b17f8f846a4b",
                     *           "occurredOn": "2026-11-21T09:33:34.947Z",
                     *           "failedOn": "2026-11-21T09:33:34.947Z",
                     *           "attempts": 1,
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MissedEventList"];
                };
            };
        };
    };
    acknowledgeMissedEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Webhook endpoint unique identifier.
                 * @example hook_6f1c9a52d1b24c8ea1c74b2f9f1c0f4e
                 */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AcknowledgeMissedEvents"];
            };
        };
        responses: {
            /** @description How many were acknowledged by this request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "acknowledged": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AcknowledgedEvents"];
                };
            };
        };
    };
    listWebhookSchemas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the schema of each type is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schemas": [
                     *         {
                     *           "type": "FaxReceived",
                     *           "path": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookSchemaList"];
                };
            };
        };
    };
    getWebhookSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The schemaFile.
                 * @example text
                 */
                schemaFile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "$schema": "text",
                     *       "$id": "text"
                     *     }
                     */
                    "application/json": {
                        $schema: string;
                        $id: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example text
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "keyId": "4f1c9a52d1b24c8e",
                     *           "name": "Clinic",
                     *           "mode": "live",
                     *           "scopes": [
                     *             "fax:read"
                     *           ],
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "expiresOn": "2026-11-21T09:33:34.947Z",
                     *           "revokedOn": "2026-11-21T09:33:34.947Z",
                     *           "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *           "rolledOn": "2026-11-21T09:33:34.947Z",
                     *           "oldSecretUntil": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "billing server",
                 *       "mode": "live",
                 *       "scopes": [
                 *         "fax:read"
                 *       ],
                 *       "expiresOn": "2026-11-21T09:33:34.947Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key, whole: shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "4f1c9a52d1b24c8e",
                     *       "name": "Clinic",
                     *       "mode": "live",
                     *       "scopes": [
                     *         "fax:read"
                     *       ],
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "expiresOn": "2026-11-21T09:33:34.947Z",
                     *       "revokedOn": "2026-11-21T09:33:34.947Z",
                     *       "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *       "rolledOn": "2026-11-21T09:33:34.947Z",
                     *       "oldSecretUntil": "2026-11-21T09:33:34.947Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description API key unique identifier: what stands in a key before its secret.
                 * @example 4f1c9a52d1b24c8e
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "4f1c9a52d1b24c8e",
                     *       "name": "Clinic",
                     *       "mode": "live",
                     *       "scopes": [
                     *         "fax:read"
                     *       ],
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "expiresOn": "2026-11-21T09:33:34.947Z",
                     *       "revokedOn": "2026-11-21T09:33:34.947Z",
                     *       "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *       "rolledOn": "2026-11-21T09:33:34.947Z",
                     *       "oldSecretUntil": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    changeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description API key unique identifier: what stands in a key before its secret.
                 * @example 4f1c9a52d1b24c8e
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Clinic",
                 *       "scopes": [
                 *         "fax:read"
                 *       ],
                 *       "expiresOn": "2026-11-21T09:33:34.947Z"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeApiKey"];
            };
        };
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "4f1c9a52d1b24c8e",
                     *       "name": "Clinic",
                     *       "mode": "live",
                     *       "scopes": [
                     *         "fax:read"
                     *       ],
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "expiresOn": "2026-11-21T09:33:34.947Z",
                     *       "revokedOn": "2026-11-21T09:33:34.947Z",
                     *       "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *       "rolledOn": "2026-11-21T09:33:34.947Z",
                     *       "oldSecretUntil": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description API key unique identifier: what stands in a key before its secret.
                 * @example 4f1c9a52d1b24c8e
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is worth nothing now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rollKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description API key unique identifier: what stands in a key before its secret.
                 * @example 4f1c9a52d1b24c8e
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": components["schemas"]["RollApiKey"];
            };
        };
        responses: {
            /** @description The key, whole: shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "4f1c9a52d1b24c8e",
                     *       "name": "Clinic",
                     *       "mode": "live",
                     *       "scopes": [
                     *         "fax:read"
                     *       ],
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "expiresOn": "2026-11-21T09:33:34.947Z",
                     *       "revokedOn": "2026-11-21T09:33:34.947Z",
                     *       "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *       "rolledOn": "2026-11-21T09:33:34.947Z",
                     *       "oldSecretUntil": "2026-11-21T09:33:34.947Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    getOwnTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "name": "Clinic",
                     *       "suspended": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "settings": {
                     *         "defaultCountry": "DE",
                     *         "archiveAfterDays": 90,
                     *         "documentRetentionDays": 1,
                     *         "personalDataRetentionDays": 1,
                     *         "stationId": "+1 999 555 0000",
                     *         "headerText": "Clinic",
                     *         "senderNumber": "+19995550000",
                     *         "blockedCountries": [],
                     *         "callingHours": {
                     *           "from": "08:00",
                     *           "until": "20:00",
                     *           "days": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5,
                     *             6,
                     *             7
                     *           ],
                     *           "timeZone": "Europe/Berlin"
                     *         },
                     *         "notifications": {
                     *           "emails": [],
                     *           "smsNumbers": [],
                     *           "on": []
                     *         }
                     *       },
                     *       "quotas": {
                     *         "requestsPerSecond": 1,
                     *         "faxesPerDay": 1,
                     *         "faxesPerMonth": 1,
                     *         "pagesPerMonth": 1,
                     *         "openFaxes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OwnTenant"];
                };
            };
        };
    };
    changeOwnTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "defaultCountry": "DE",
                 *         "archiveAfterDays": 1,
                 *         "stationId": "+1 999 555 0000",
                 *         "headerText": "Clinic",
                 *         "senderNumber": "+19995550000",
                 *         "blockedCountries": [
                 *           "DE"
                 *         ],
                 *         "callingHours": {
                 *           "from": "08:00",
                 *           "until": "20:00",
                 *           "days": [
                 *             1,
                 *             2,
                 *             3,
                 *             4,
                 *             5,
                 *             6,
                 *             7
                 *           ],
                 *           "timeZone": "Europe/Berlin"
                 *         },
                 *         "notifications": {
                 *           "emails": [],
                 *           "smsNumbers": [],
                 *           "on": []
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ChangeOwnTenant"];
            };
        };
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "name": "Clinic",
                     *       "suspended": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "settings": {
                     *         "defaultCountry": "DE",
                     *         "archiveAfterDays": 90,
                     *         "documentRetentionDays": 1,
                     *         "personalDataRetentionDays": 1,
                     *         "stationId": "+1 999 555 0000",
                     *         "headerText": "Clinic",
                     *         "senderNumber": "+19995550000",
                     *         "blockedCountries": [],
                     *         "callingHours": {
                     *           "from": "08:00",
                     *           "until": "20:00",
                     *           "days": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5,
                     *             6,
                     *             7
                     *           ],
                     *           "timeZone": "Europe/Berlin"
                     *         },
                     *         "notifications": {
                     *           "emails": [],
                     *           "smsNumbers": [],
                     *           "on": []
                     *         }
                     *       },
                     *       "quotas": {
                     *         "requestsPerSecond": 1,
                     *         "faxesPerDay": 1,
                     *         "faxesPerMonth": 1,
                     *         "pagesPerMonth": 1,
                     *         "openFaxes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["OwnTenant"];
                };
            };
        };
    };
    listOwnNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every number, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "numbers": [
                     *         {
                     *           "number": "+12025550143",
                     *           "addedOn": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TenantNumberList"];
                };
            };
        };
    };
    listOwnAudit: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example 17
                 */
                after?: string;
                /**
                 * @description Entries of this operation only.
                 * @example text
                 */
                action?: string;
                /**
                 * @description Entries of this actor only: `root`, or `key:` and a key's id.
                 * @example text
                 */
                actor?: string;
                /**
                 * @description Entries about the object with this id only.
                 * @example text
                 */
                object?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "auditId": "17",
                     *           "at": "2026-11-21T09:33:34.947Z",
                     *           "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *           "actor": "key:4f1c9a52d1b24c8e",
                     *           "action": "revokeKey",
                     *           "object": "4f1c9a52d1b24c8e",
                     *           "before": {
                     *             "name": {}
                     *           },
                     *           "after": {
                     *             "name": {}
                     *           },
                     *           "address": "203.0.113.7",
                     *           "requestId": "3262052c-b8af-40fb-b28d-3899910c42c5"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditList"];
                };
            };
        };
    };
    listDoNotCall: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example +12025550143
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "numbers": [
                     *         {
                     *           "number": "+12025550143",
                     *           "addedOn": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["DoNotCallList"];
                };
            };
        };
    };
    addDoNotCall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "numbers": [
                 *         "+12025550143"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddDoNotCall"];
            };
        };
        responses: {
            /** @description How many are new. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AddedDoNotCall"];
                };
            };
        };
    };
    getDoNotCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number.
                 * @example +19995550000
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "+12025550143",
                     *       "addedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DoNotCallEntry"];
                };
            };
        };
    };
    removeDoNotCall: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number.
                 * @example +19995550000
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number is called again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example text
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tenants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenants": [
                     *         {
                     *           "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *           "name": "Clinic",
                     *           "suspended": false,
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "settings": {
                     *             "defaultCountry": "DE",
                     *             "archiveAfterDays": 90,
                     *             "documentRetentionDays": 1,
                     *             "personalDataRetentionDays": 1,
                     *             "stationId": "+1 999 555 0000",
                     *             "headerText": "Clinic",
                     *             "senderNumber": "+19995550000",
                     *             "blockedCountries": [],
                     *             "callingHours": {
                     *               "from": "08:00",
                     *               "until": "20:00",
                     *               "days": [
                     *                 1,
                     *                 2,
                     *                 3,
                     *                 4,
                     *                 5,
                     *                 6,
                     *                 7
                     *               ],
                     *               "timeZone": "Europe/Berlin"
                     *             },
                     *             "notifications": {
                     *               "emails": [],
                     *               "smsNumbers": [],
                     *               "on": []
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantList"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Clinic",
                 *       "settings": {
                 *         "defaultCountry": "DE",
                 *         "archiveAfterDays": 1,
                 *         "documentRetentionDays": 1,
                 *         "personalDataRetentionDays": 1,
                 *         "stationId": "+1 999 555 0000",
                 *         "headerText": "Clinic",
                 *         "senderNumber": "+19995550000",
                 *         "blockedCountries": [
                 *           "DE"
                 *         ],
                 *         "callingHours": {
                 *           "from": "08:00",
                 *           "until": "20:00",
                 *           "days": [
                 *             1,
                 *             2,
                 *             3,
                 *             4,
                 *             5,
                 *             6,
                 *             7
                 *           ],
                 *           "timeZone": "Europe/Berlin"
                 *         },
                 *         "notifications": {
                 *           "emails": [],
                 *           "smsNumbers": [],
                 *           "on": []
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateTenant"];
            };
        };
        responses: {
            /** @description The tenant. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "name": "Clinic",
                     *       "suspended": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "settings": {
                     *         "defaultCountry": "DE",
                     *         "archiveAfterDays": 90,
                     *         "documentRetentionDays": 1,
                     *         "personalDataRetentionDays": 1,
                     *         "stationId": "+1 999 555 0000",
                     *         "headerText": "Clinic",
                     *         "senderNumber": "+19995550000",
                     *         "blockedCountries": [],
                     *         "callingHours": {
                     *           "from": "08:00",
                     *           "until": "20:00",
                     *           "days": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5,
                     *             6,
                     *             7
                     *           ],
                     *           "timeZone": "Europe/Berlin"
                     *         },
                     *         "notifications": {
                     *           "emails": [],
                     *           "smsNumbers": [],
                     *           "on": []
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "name": "Clinic",
                     *       "suspended": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "settings": {
                     *         "defaultCountry": "DE",
                     *         "archiveAfterDays": 90,
                     *         "documentRetentionDays": 1,
                     *         "personalDataRetentionDays": 1,
                     *         "stationId": "+1 999 555 0000",
                     *         "headerText": "Clinic",
                     *         "senderNumber": "+19995550000",
                     *         "blockedCountries": [],
                     *         "callingHours": {
                     *           "from": "08:00",
                     *           "until": "20:00",
                     *           "days": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5,
                     *             6,
                     *             7
                     *           ],
                     *           "timeZone": "Europe/Berlin"
                     *         },
                     *         "notifications": {
                     *           "emails": [],
                     *           "smsNumbers": [],
                     *           "on": []
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    changeTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Clinic",
                 *       "suspended": false,
                 *       "settings": {
                 *         "defaultCountry": "DE",
                 *         "archiveAfterDays": 1,
                 *         "documentRetentionDays": 1,
                 *         "personalDataRetentionDays": 1,
                 *         "stationId": "+1 999 555 0000",
                 *         "headerText": "Clinic",
                 *         "senderNumber": "+19995550000",
                 *         "blockedCountries": [
                 *           "DE"
                 *         ],
                 *         "callingHours": {
                 *           "from": "08:00",
                 *           "until": "20:00",
                 *           "days": [
                 *             1,
                 *             2,
                 *             3,
                 *             4,
                 *             5,
                 *             6,
                 *             7
                 *           ],
                 *           "timeZone": "Europe/Berlin"
                 *         },
                 *         "notifications": {
                 *           "emails": [],
                 *           "smsNumbers": [],
                 *           "on": []
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ChangeTenant"];
            };
        };
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *       "name": "Clinic",
                     *       "suspended": false,
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "settings": {
                     *         "defaultCountry": "DE",
                     *         "archiveAfterDays": 90,
                     *         "documentRetentionDays": 1,
                     *         "personalDataRetentionDays": 1,
                     *         "stationId": "+1 999 555 0000",
                     *         "headerText": "Clinic",
                     *         "senderNumber": "+19995550000",
                     *         "blockedCountries": [],
                     *         "callingHours": {
                     *           "from": "08:00",
                     *           "until": "20:00",
                     *           "days": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5,
                     *             6,
                     *             7
                     *           ],
                     *           "timeZone": "Europe/Berlin"
                     *         },
                     *         "notifications": {
                     *           "emails": [],
                     *           "smsNumbers": [],
                     *           "on": []
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quotas. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requestsPerSecond": 1,
                     *       "faxesPerDay": 1,
                     *       "faxesPerMonth": 1,
                     *       "pagesPerMonth": 1,
                     *       "openFaxes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantQuotasOutput"];
                };
            };
        };
    };
    setQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "requestsPerSecond": 1,
                 *       "faxesPerDay": 1,
                 *       "faxesPerMonth": 1,
                 *       "pagesPerMonth": 1,
                 *       "openFaxes": 1
                 *     }
                 */
                "application/json": components["schemas"]["TenantQuotas"];
            };
        };
        responses: {
            /** @description The quotas. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "requestsPerSecond": 1,
                     *       "faxesPerDay": 1,
                     *       "faxesPerMonth": 1,
                     *       "pagesPerMonth": 1,
                     *       "openFaxes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantQuotasOutput"];
                };
            };
        };
    };
    listTenantKeys: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example text
                 */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "keyId": "4f1c9a52d1b24c8e",
                     *           "name": "Clinic",
                     *           "mode": "live",
                     *           "scopes": [
                     *             "fax:read"
                     *           ],
                     *           "createdOn": "2026-11-21T09:33:34.947Z",
                     *           "expiresOn": "2026-11-21T09:33:34.947Z",
                     *           "revokedOn": "2026-11-21T09:33:34.947Z",
                     *           "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *           "rolledOn": "2026-11-21T09:33:34.947Z",
                     *           "oldSecretUntil": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
        };
    };
    createTenantKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "billing server",
                 *       "mode": "live",
                 *       "scopes": [
                 *         "fax:read"
                 *       ],
                 *       "expiresOn": "2026-11-21T09:33:34.947Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key, whole: shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keyId": "4f1c9a52d1b24c8e",
                     *       "name": "Clinic",
                     *       "mode": "live",
                     *       "scopes": [
                     *         "fax:read"
                     *       ],
                     *       "createdOn": "2026-11-21T09:33:34.947Z",
                     *       "expiresOn": "2026-11-21T09:33:34.947Z",
                     *       "revokedOn": "2026-11-21T09:33:34.947Z",
                     *       "lastUsedOn": "2026-11-21T09:33:34.947Z",
                     *       "rolledOn": "2026-11-21T09:33:34.947Z",
                     *       "oldSecretUntil": "2026-11-21T09:33:34.947Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    revokeTenantKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
                /**
                 * @description API key unique identifier: what stands in a key before its secret.
                 * @example 4f1c9a52d1b24c8e
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is worth nothing now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every number, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "numbers": [
                     *         {
                     *           "number": "+12025550143",
                     *           "addedOn": "2026-11-21T09:33:34.947Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TenantNumberList"];
                };
            };
        };
    };
    addNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "number": "+12025550143"
                 *     }
                 */
                "application/json": components["schemas"]["AddNumber"];
            };
        };
        responses: {
            /** @description The number. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "number": "+12025550143",
                     *       "addedOn": "2026-11-21T09:33:34.947Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TenantNumber"];
                };
            };
        };
    };
    removeNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Tenant unique identifier.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId: string;
                /**
                 * @description The number.
                 * @example +19995550000
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number is nobody's. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /**
                 * @description Entries in one answer.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description `next` of the answer before.
                 * @example 17
                 */
                after?: string;
                /**
                 * @description Entries of this operation only.
                 * @example text
                 */
                action?: string;
                /**
                 * @description Entries of this actor only: `root`, or `key:` and a key's id.
                 * @example text
                 */
                actor?: string;
                /**
                 * @description Entries about the object with this id only.
                 * @example text
                 */
                object?: string;
                /**
                 * @description Entries about this tenant only.
                 * @example 68bb434c-0cfd-43bb-984b-4b2af9dac16e
                 */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "events": [
                     *         {
                     *           "auditId": "17",
                     *           "at": "2026-11-21T09:33:34.947Z",
                     *           "tenantId": "68bb434c-0cfd-43bb-984b-4b2af9dac16e",
                     *           "actor": "key:4f1c9a52d1b24c8e",
                     *           "action": "revokeKey",
                     *           "object": "4f1c9a52d1b24c8e",
                     *           "before": {
                     *             "name": {}
                     *           },
                     *           "after": {
                     *             "name": {}
                     *           },
                     *           "address": "203.0.113.7",
                     *           "requestId": "3262052c-b8af-40fb-b28d-3899910c42c5"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditList"];
                };
            };
        };
    };
    listTrunks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every trunk. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "trunks": [
                     *         {
                     *           "name": "carrier-a",
                     *           "host": "text",
                     *           "port": 1,
                     *           "transport": "text",
                     *           "callerNumber": "text",
                     *           "channels": 1,
                     *           "callsPerNumber": 1,
                     *           "prefixes": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TrunkList"];
                };
            };
        };
    };
    issueToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "client_credentials",
                 *       "client_id": "4f1c9a52d1b24c8e",
                 *       "client_secret": "fw_test_4f1c9a52d1b24c8e",
                 *       "scope": "fax:read fax:write"
                 *     }
                 */
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 3600,
                     *       "scope": "fax:read fax:write"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    describeApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    describeEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description AsyncAPI 3.0. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asyncapi": "3.0.0"
                     *     }
                     */
                    "application/json": {
                        asyncapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
