/** An instant that is known to lie between these two, in milliseconds of the machine's clock. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Does something and tells between when. */
export async function timed<T>(work: () => Promise<T>): Promise<{ span: Span; result: T }> {
  const from = Date.now();
  const result = await work();
  return { span: { from, until: Date.now() }, result };
}
