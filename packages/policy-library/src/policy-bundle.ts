import { PolicyEngine } from "@holdfast/contracts/policy-card";
import { ExampleObject, PolicyTests } from "@holdfast/contracts/policy-example";
import { readYaml, readYamlDocuments } from "@holdfast/domain/yaml/read-yaml";
import type { YamlProblem } from "@holdfast/domain/yaml/yaml-problem";

/** The texts of a policy as people write them. */
export interface BundleTexts {
  readonly manifests: string;
  readonly tests: string;
}

/** A policy that can be tested: its objects, and what is expected of them. */
export interface PolicyBundle {
  readonly engine: PolicyEngine;
  readonly manifests: readonly ExampleObject[];
  readonly tests: PolicyTests;
}

/** A bundle, or everything that is wrong with its texts, each with the text that it is in. */
export type ReadBundle =
  | { readonly isGood: true; readonly bundle: PolicyBundle }
  | { readonly isGood: false; readonly problems: readonly (YamlProblem & { readonly text: keyof BundleTexts })[] };

const ADMISSION = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

/** Which engine a policy is of, by its objects: one of Gatekeeper or of admission makes it one of that engine. */
function engineOf(manifests: readonly ExampleObject[]): PolicyEngine {
  if (manifests.some(({ kind }) => kind === "ConstraintTemplate")) return PolicyEngine.enum.gatekeeper;
  return manifests.some(({ kind }) => ADMISSION.includes(kind)) ? PolicyEngine.enum.admission : PolicyEngine.enum.manifests;
}

/** Reads the manifests and the tests of a policy. Every problem names its text, its line and a remedy; none is thrown. */
export function readBundle({ manifests, tests }: BundleTexts): ReadBundle {
  const objects = readYamlDocuments(ExampleObject, manifests);
  const examples = readYaml(PolicyTests, tests);
  if (objects.isValid && examples.isValid)
    return { isGood: true, bundle: { engine: engineOf(objects.value), manifests: objects.value, tests: examples.value } };
  return {
    isGood: false,
    problems: [
      ...(objects.isValid ? [] : objects.problems.map((each) => ({ ...each, text: "manifests" as const }))),
      ...(examples.isValid ? [] : examples.problems.map((each) => ({ ...each, text: "tests" as const }))),
    ],
  };
}
