/** An event of ours is a few kilobytes; a line that grows beyond this is not one. */
const MAX_PENDING_CHARS = 1_048_576;

/** The data of each server-sent event (HTML Standard, 9.2). Comments, ids and types are left out: the data has them. */
export async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    pending += decoder.decode(chunk, { stream: true });
    if (pending.length > MAX_PENDING_CHARS) throw new Error('The event stream is not readable.');
    const blocks = pending.split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice('data: '.length));
      if (data.length > 0) yield data.join('\n');
    }
  }
}
