import { join } from 'node:path';

/** Where the pages of a fax lie while somebody reads them: what a killed process left there is cleared like uploads. */
export const readingDirectory = (dataDir: string): string => join(dataDir, 'readings');
