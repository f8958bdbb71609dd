/** What is wrong with a text, where, and what to do. Lines and columns count from 1. */
export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  /** The field, as `spec.activate.steps[2].with.replicas`; empty when the text is not YAML. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** A path of keys and indices as people write it. */
export const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );

/** A problem on one line, for a terminal or a message. */
export const describeProblem = ({ line, column, path, message, remedy }: YamlProblem): string =>
  `line ${line}, column ${column}: ${path === "" ? "" : `${path} `}${message}${remedy === "" ? "" : ` (${remedy})`}`;
