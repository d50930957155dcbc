import * as z from 'zod';

export const TraceQuery = z.strictObject({
  format: z.enum(['json', 'text', 'pcap']).default('json').meta({ description: 'JSON, text that an engineer reads, or a capture for Wireshark.', 'x-faxwire-addition': true }),
});
