/** What is wrong, by the name of the field. The empty name is the form as a whole. */
export type FieldErrors = Readonly<Record<string, string>>;

/** One finding about an input. The issues of zod fit without being named here. */
export interface InputIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first message of each field. A path into a field (`labels.team`) belongs to the field (`labels`). */
export function fieldErrors(issues: readonly InputIssue[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const issue of issues) {
    const name = String(issue.path[0] ?? "");
    errors[name] ??= issue.message;
  }
  return errors;
}
