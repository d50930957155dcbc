/** The same for the same attempt, and named by its fax. A call that comes in is the first and only attempt of its fax. */
export function attemptIdOf(faxId: string, number: number): string {
  return `att_${faxId}_${number}`;
}
