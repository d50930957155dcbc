import { FaxBody } from '@faxwire/contracts';

export const fax = { description: 'The fax.', schema: FaxBody };
