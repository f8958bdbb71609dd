/** A generated file: where it goes, and what belongs in it now. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** What of a Zod schema is used here. */
export interface Describable {
  toJSONSchema(options: { io: "input"; unrepresentable: "any"; reused: "inline" }): unknown;
}

/** What of a JSON Schema is shown. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One field of an object schema, as a reader needs it. */
export interface Field {
  readonly name: string;
  readonly kind: string;
  readonly isRequired: boolean;
  /** As it would be written; null when there is none. */
  readonly fallback: string | null;
  readonly description: string;
}

function numberKind({ type, minimum, maximum }: Schema): string {
  // JavaScript's own limits are no information.
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? "" : minimum;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? "" : maximum;
  return low === "" && high === "" ? `${type}` : `${type} ${low}..${high}`;
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((each) => `\`${each}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? kindOf(schema.items) : "anything"}`;
  if (schema.type === "integer" || schema.type === "number") return numberKind(schema);
  if (schema.type === "object" && schema.properties) return `{ ${Object.keys(schema.properties).join(", ")} }`;
  return schema.format ?? (schema.type === undefined ? "anything" : `${schema.type}`);
}

/** The fields that an object schema takes as input, in its order. A schema that is no object has none. */
export function fieldsOf(schema: Describable): Field[] {
  // The result is a JSON Schema; what is not of one of these shapes is not shown.
  const object = schema.toJSONSchema({ io: "input", unrepresentable: "any", reused: "inline" }) as Schema;
  return Object.entries(object.properties ?? {}).map(([name, field]) => ({
    name,
    kind: kindOf(field),
    isRequired: object.required?.includes(name) ?? false,
    fallback: field.default === undefined ? null : JSON.stringify(field.default),
    description: field.description ?? "",
  }));
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The table of an object schema's fields; a sentence when it has none. */
export function fieldTable(schema: Describable): string {
  const fields = fieldsOf(schema);
  const isExplained = fields.some(({ description }) => description !== "");
  const rows = fields.map(({ name, kind, isRequired, fallback, description }) => [
    `\`${name}\``,
    kind,
    isRequired ? "required" : fallback === null ? "optional" : `\`${fallback}\``,
    ...(isExplained ? [description] : []),
  ]);
  return rows.length === 0 ? "No fields." : table(["field", "what", "default", ...(isExplained ? ["meaning"] : [])], rows);
}

/** A page of docs/reference. */
export function referencePage(name: string, title: string, source: string, body: string): Page {
  const notice = `<!-- Generated from ${source} by \`npm run reference\`. -->`;
  return { path: `docs/reference/${name}.md`, text: `# ${title}\n\n${notice}\n\n${body.trimEnd()}\n` };
}
