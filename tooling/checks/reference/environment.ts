// The environment of every process, from the schemas that the processes themselves read it with.
import { existsSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Describable, type Field, fieldsOf, type Page, referencePage, table } from "./page";

interface Variable extends Field {
  readonly readBy: string[];
}

const isObjectSchema = (value: unknown): value is Describable =>
  typeof value === "object" && value !== null && "shape" in value && "toJSONSchema" in value;

const owners = () =>
  ["apps", "packages"].flatMap((folder) => readdirSync(folder).map((name) => ({ name, path: `${folder}/${name}/src/env-schema.ts` })));

/** All variables by name, each once, with the packages and apps whose schema has it. */
async function variables(): Promise<Variable[]> {
  const found = new Map<string, Variable>();
  for (const { name: owner, path } of owners().filter(({ path }) => existsSync(path))) {
    const exported: Record<string, unknown> = await import(pathToFileURL(path).href);
    for (const schema of Object.values(exported).filter(isObjectSchema)) {
      for (const field of fieldsOf(schema)) {
        const readBy = found.get(field.name)?.readBy ?? [];
        if (field.description === "") throw new Error(`${path}: ${field.name} says nothing of itself; give it .describe("..")`);
        found.set(field.name, { ...field, readBy: [...new Set([...readBy, owner])] });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const plainFallback = ({ fallback }: Field) => (fallback === null ? "" : `${JSON.parse(fallback)}`);

/** docs/reference/environment.md and .env.example. */
export async function environmentPages(): Promise<Page[]> {
  const all = await variables();
  const rows = all.map((variable) => [
    `\`${variable.name}\``,
    variable.readBy.join(", "),
    variable.isRequired ? "required" : variable.fallback === null ? "optional" : `\`${plainFallback(variable)}\``,
    variable.description,
  ]);
  const example = all.map((variable) => {
    const line = `${variable.name}=${plainFallback(variable)}`;
    return `# ${variable.description}${variable.isRequired ? " Required." : ""}\n${variable.isRequired ? line : `# ${line}`}\n`;
  });
  const notice = "# Generated from the env-schema.ts files by `npm run reference`. Copy it to .env and fill in what is required.\n";
  return [
    referencePage("environment", "Environment", "the `env-schema.ts` files", table(["variable", "read by", "default", "what it is"], rows)),
    { path: ".env.example", text: [notice, ...example].join("\n") },
  ];
}
