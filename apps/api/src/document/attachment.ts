const PLAIN = /[^A-Za-z0-9._ -]/g;
/** What `encodeURIComponent` leaves alone and an ext-value may not have (RFC 8187, 3.2.1). */
const RESERVED = /['()*]/g;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf', 'image/tiff': 'tif', 'image/png': 'png', 'image/jpeg': 'jpg', 'text/plain': 'txt',
};

/** Content-Disposition (RFC 6266): saved under that name and never shown in place, so that nothing uploaded runs as a page of ours. */
export function attachment(fileName: string): string {
  // Half a surrogate pair cannot be encoded.
  const name = Buffer.from(fileName, 'utf8').toString('utf8');
  const encoded = encodeURIComponent(name).replace(RESERVED, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${name.replace(PLAIN, '_')}"; filename*=UTF-8''${encoded}`;
}

/** For a document that came without a name. */
export function nameFor(stem: string, mediaType: string): string {
  return `${stem}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}
