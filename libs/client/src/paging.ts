/** One answer of a list: its items under some name, and where it goes on. */
export interface Page {
  readonly next?: string | null | undefined;
}

/** Every item of a list, page after page, as far as the caller reads. */
export async function* everyItem<Item, Each extends Page>(
  load: (after: string | undefined) => Promise<Each>, itemsOf: (page: Each) => readonly Item[],
): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const page = await load(after);
    yield* itemsOf(page);
    after = page.next ?? undefined;
  } while (after !== undefined);
}
