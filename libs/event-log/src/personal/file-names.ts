type Data = Readonly<Record<string, unknown>>;

/** Names of the document and of the attachments, in this order; null for one that has none. */
type FileNames = readonly (string | null)[];

/** A file is called after a patient as often as not. */
export function hideFileNames(data: Data): { readonly open: Data; readonly fileNames: FileNames | undefined } {
  const documents = documentsOf(data);
  const fileNames = documents.map(({ fileName }) => (typeof fileName === 'string' ? fileName : null));
  if (fileNames.every((name) => name === null)) return { open: data, fileNames: undefined };
  return { open: withDocuments(data, documents.map(({ fileName: _, ...document }) => document)), fileNames };
}

export function showFileNames(data: Data, fileNames: unknown): Data {
  if (!Array.isArray(fileNames)) return data;
  const named = documentsOf(data).map((document, index) => {
    const fileName: unknown = fileNames[index];
    return typeof fileName === 'string' ? { ...document, fileName } : document;
  });
  return withDocuments(data, named);
}

function documentsOf({ document, attachments }: Data): Record<string, unknown>[] {
  const all = [document, ...(Array.isArray(attachments) ? (attachments as unknown[]) : [])];
  return all.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null);
}

function withDocuments(data: Data, [document, ...attachments]: readonly Data[]): Data {
  return { ...data, ...(document && { document }), ...(Array.isArray(data['attachments']) && { attachments }) };
}
