import type { CoverPage, PageSize, Priority } from '@faxwire/fax';

export const PAGE_SIZES = ['A4', 'Letter', 'Legal'] as const satisfies readonly PageSize[];
export const PRIORITIES = ['low', 'normal', 'high'] as const satisfies readonly Priority[];
export const COVER_TEMPLATES = ['standard', 'confidential', 'urgent'] as const satisfies readonly CoverPage['template'][];
