/** An answer in a form that the engine and a real OPA can both be held to. */
export type CaseAnswer =
  | { readonly value: unknown }
  | { readonly undefined: true }
  | { readonly error: string }
  | { readonly problems: readonly string[] };

/** All answers as a text with one line for each input, in the order of the cases. */
export const answersAsText = (answers: ReadonlyMap<string, readonly CaseAnswer[]>): string =>
  [...answers].map(([name, each]) => `${name}\n${each.map((answer) => `  ${JSON.stringify(answer)}\n`).join("")}`).join("");
