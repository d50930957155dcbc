import { FULL_SETTINGS, phoneNumber, type FaxCommand } from '@faxwire/fax';

/** A fax as a sender hands it in. */
export function receive(faxId: string, tenantId = 'ten_a', metadata: Record<string, string> = {}): FaxCommand {
  const document = { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000 };
  const fax = { faxId, tenantId, mode: 'test', phoneNumber: phoneNumber('+19995550100'), document, resolution: 'fine', metadata, requestHash: 'r' } as const;
  return { type: 'ReceiveFax', fax };
}

export function render(pageCount = 2): FaxCommand {
  const pageSha256 = Array.from({ length: pageCount }, () => 'p'.repeat(64));
  return { type: 'RecordRendering', pages: { sha256: 'e'.repeat(64), pageCount, widthPx: 1728, bytes: 5_000, pageSha256, renderMs: 3 } };
}

export function initiate(number = 1, fromPage = 0): FaxCommand {
  return { type: 'InitiateAttempt', number, trunk: 'sandbox', callerNumber: '+19995550000', fromPage, settings: FULL_SETTINGS };
}
