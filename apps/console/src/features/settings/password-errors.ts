/** The shortest password that the server takes. */
const LEAST = 12;

/** What is wrong with a form for another password, by field; nothing when it may be sent. */
export function passwordErrors(given: { readonly current: string; readonly next: string; readonly again: string }) {
  const { current, next, again } = given;
  return {
    ...(current === "" && { current: "missing" as const }),
    ...(next.length < LEAST ? { next: "short" as const } : next === current && { next: "same" as const }),
    ...(next.length >= LEAST && again !== next && { again: "differs" as const }),
  };
}
