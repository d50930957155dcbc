/** The outcome of the work, or of `late` where that is not there in time; the work itself goes on. */
export async function within<Result>(ms: number, work: Promise<Result>, late: () => Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([work, limit.then(late)]).finally(() => clearTimeout(timer));
}
