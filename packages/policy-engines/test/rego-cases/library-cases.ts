import type { PolicyExample } from "@holdfast/contracts/policy-example";
import { type LibraryPolicy, readLibrary } from "../../../policy-library/src/read-library";
import { variationsOf } from "../../../policy-library/test/variations";
import { readConstraint } from "../../src/gatekeeper/constraint";
import { readConstraintTemplate } from "../../src/gatekeeper/constraint-template";
import { inventoryOf } from "../../src/gatekeeper/inventory";
import { reviewOf } from "../../src/gatekeeper/review";
import type { RegoCase } from "./rego-case";

type Inputs = RegoCase["inputs"];

/** An example as the policy says it, without parameters, and with its object changed in every way. */
function inputsOf({ object, parameters: own }: PolicyExample, parameters: unknown, isVaried: boolean): Inputs {
  if (!object) return [];
  const given = own ?? parameters;
  const asked = [{ review: reviewOf(object, "CREATE"), parameters: given }];
  if (!isVaried) return asked;
  const varied = variationsOf(object).map((each) => ({ review: reviewOf(each.object, "UPDATE"), parameters: given }));
  return [...asked, ...varied, { review: reviewOf(object, ""), parameters: {} }, { review: reviewOf(object, "") }];
}

/** The first example of each verdict is varied: the others are shapes of their own already. */
function isFirstOfItsVerdict(example: PolicyExample, examples: readonly PolicyExample[]): boolean {
  return examples.find(({ expect }) => expect === example.expect) === example;
}

function casesOf({ id, bundle }: LibraryPolicy): RegoCase[] {
  const [manifest, constraint] = bundle.manifests;
  const template = readConstraintTemplate(manifest);
  if (!template.isGood) throw new Error(`${id} is no template`);
  const { rego, libs, version } = template.value;
  const read = readConstraint(constraint, template.value);
  if (!read.isGood) throw new Error(`${id} has no constraint`);
  const packageName = /^package (\S+)/m.exec(rego.text)?.[1] ?? "";
  const { examples } = bundle.tests;
  const inventories = [...new Set(examples.map(({ inventory }) => JSON.stringify(inventory)))];
  return inventories.map((inventory, i) => ({
    name: `library ${id}${inventory === "[]" ? "" : ` with inventory ${i}`}`,
    version,
    modules: [rego.text, ...libs.map(({ text }) => text)],
    query: `data.${packageName}.violation`,
    inputs: examples
      .filter((example) => JSON.stringify(example.inventory) === inventory)
      .flatMap((example) => inputsOf(example, read.value.parameters, isFirstOfItsVerdict(example, examples))),
    data: { inventory: inventoryOf(JSON.parse(inventory)) },
  }));
}

/** The Rego of the policy library, asked about its own examples and what is drawn from them. */
export const libraryCases: readonly RegoCase[] = (await readLibrary()).filter(({ card }) => card.engine === "gatekeeper").flatMap(casesOf);
