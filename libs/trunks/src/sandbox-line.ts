/** What the sandbox carrier and the trunk to it agree upon. */
export const SANDBOX_LINE = {
  /** The header by which the trunk tells the sandbox which fax a call belongs to. */
  faxIdHeader: 'X-Faxwire-Fax',
  /** And which attempt at it. */
  attemptIdHeader: 'X-Faxwire-Attempt',
  /** Numbers whose machine runs at the speed of life, whatever the speed of the sandbox is. */
  realTimeNumbers: ['+19995550110'],
} as const;
