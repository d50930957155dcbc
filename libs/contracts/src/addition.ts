/** Marks in the API description what Faxwire adds to the attributes that the faxId API documents. */
export const ADDITION = { 'x-faxwire-addition': true } as const;
