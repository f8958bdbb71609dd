// Pages that say what crosses a process: permissions, steps of a plan, commands and queries of the agent.
import { readdirSync } from "node:fs";
import { permissions } from "@holdfast/contracts/permissions";
import { stepParameters } from "@holdfast/contracts/plan-step";
import { docComments } from "./doc-comments";
import { type Describable, fieldTable, type Page, referencePage, table } from "./page";

const CONTRACTS = "packages/contracts/src";

/** Every permission, and whether it is asked about a cluster or about the whole fleet. */
export function permissionsPage(): Page {
  const rows = Object.entries(permissions).map(([name, scope]) => [`\`${name}\``, scope === "fleet" ? "the fleet" : "a cluster"]);
  return referencePage("permissions", "Permissions", `${CONTRACTS}/permissions.ts`, table(["permission", "asked about"], rows));
}

/** Every step that a plan may use, with its parameters. */
export function stepsPage(): Page {
  const comments = new Map(
    readdirSync(`${CONTRACTS}/steps`)
      .filter((file) => !file.endsWith(".test.ts"))
      .flatMap((file) => [...docComments(`${CONTRACTS}/steps/${file}`).values()])
      .flatMap((text) => [...text.matchAll(/^`([a-z.-]+)`: (.+)$/g)].map(([, name = "", what = ""]) => [name, what] as const)),
  );
  const sections = Object.entries(stepParameters).map(
    ([name, schema]) => `## \`${name}\`\n\n${sentence(comments.get(name))}${fieldTable(schema)}\n`,
  );
  return referencePage("steps", "Steps of a plan", `${CONTRACTS}/plan-step.ts`, sections.join("\n"));
}

const sentence = (text: string | undefined) => (text ? `${text[0]?.toUpperCase()}${text.slice(1)}\n\n` : "");

const isContract = (value: unknown): value is { name: string; input: Describable } =>
  typeof value === "object" && value !== null && "name" in value && "input" in value && "output" in value;

async function contractsIn(folder: string): Promise<string[]> {
  const sections = [];
  for (const file of readdirSync(`${CONTRACTS}/${folder}`).filter((name) => !name.endsWith(".test.ts"))) {
    const exported: Record<string, unknown> = await import(`@holdfast/contracts/${folder}/${file.replace(/\.ts$/, "")}`);
    const comments = docComments(`${CONTRACTS}/${folder}/${file}`);
    for (const [key, value] of Object.entries(exported))
      if (isContract(value)) sections.push(`### \`${value.name}\`\n\n${sentence(comments.get(key))}${fieldTable(value.input)}\n`);
  }
  return sections;
}

/** Every command and every query that a hub may send to an agent, with its input. */
export async function agentPage(): Promise<Page> {
  const body = [
    "## Commands\n\nThey are signed, fenced, keyed and journalled before they act.\n",
    ...(await contractsIn("commands")),
    "## Queries\n\nThey read, are answered once, and are forgotten after their deadline.\n",
    ...(await contractsIn("queries")),
  ];
  return referencePage("agent", "What an agent is asked", `${CONTRACTS}/commands and ${CONTRACTS}/queries`, body.join("\n"));
}
