import { wire } from './messages.ts';
import { CALLEE, CALLER } from './simulated-pair.ts';

export interface InDialogParts {
  readonly method: string;
  readonly sequence: number;
  readonly branch: number;
  readonly body: string;
}

/** A request of the caller inside the dialog with this id, made by hand. */
export function openDialogTexts(dialogId: string, { method, sequence, branch, body }: InDialogParts): Uint8Array {
  const [callId = '', toTag = '', fromTag = ''] = dialogId.split('|');
  const lines = [
    `${method} sip:100@${CALLEE} SIP/2.0`,
    `Via: SIP/2.0/UDP ${CALLER};branch=z9hG4bKhand${branch}`,
    `From: <sip:200@${CALLER}>;tag=${fromTag}`,
    `To: <sip:100@${CALLEE}>;tag=${toTag}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence} ${method}`,
    `Contact: <sip:200@${CALLER}>`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
  ];
  return wire(lines, body);
}
