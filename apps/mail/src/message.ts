/** A mail as it stands in the delivery log; whom it goes to is the row's endpoint. */
export interface MailMessage {
  readonly tenantId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface SmsMessage {
  readonly tenantId: string;
  readonly text: string;
}
