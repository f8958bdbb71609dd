import type { Environment } from "@holdfast/contracts/cluster";
import { Labels } from "@holdfast/contracts/selector";

/** A value with the field or label that it was taken from; `name` is the object's own name. */
export interface Guess<T> {
  readonly value: T;
  readonly from: string;
}

type Texts = Readonly<Record<string, string>>;

const ENVIRONMENT_LABEL = /^(?:.*\/)?(?:env|environment|stage|tier)$/i;
const REGION_LABELS = ["topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region", "region"];
/** What the systems themselves write says nothing that the fleet would want to select by. */
const SYSTEM_LABEL = /(?:^|[./])(?:k8s\.io|kubernetes\.io|cattle\.io|karmada\.io|open-cluster-management\.io|openshift\.io)\//;
const LONGEST_REGION = 63;
const MOST_LABELS = 20;

const words: Readonly<Record<Environment, RegExp>> = {
  production: /^(?:prod|production|prd|live)\d*$/,
  test: /^(?:test|testing|tst|stage|staging|stg|dev|develop|development|qa|uat|sandbox|preprod|nonprod)\d*$/,
  dr: /^(?:dr|standby)\d*$/,
};

function environmentOf(text: string): Environment | undefined {
  const parts = text.toLowerCase().split(/[^a-z0-9]+/);
  const meant = (["production", "test", "dr"] as const).filter((each) => parts.some((part) => words[each].test(part)));
  // Two answers are none.
  return meant.length === 1 ? meant[0] : undefined;
}

/** What a cluster may be for, by a label that says so, else by a word of its name; null where nothing does. */
export function guessEnvironment(labels: Texts, name: string): Guess<Environment> | null {
  for (const [key, text] of Object.entries(labels)) {
    const value = ENVIRONMENT_LABEL.test(key) ? environmentOf(text) : undefined;
    if (value) return { value, from: key };
  }
  const value = environmentOf(name);
  return value ? { value, from: "name" } : null;
}

/** Where a cluster may be: what its object says, else a label; null where nothing does. */
export function guessRegion(told: string | null, labels: Texts): Guess<string> | null {
  if (told) return { value: told.trim().slice(0, LONGEST_REGION), from: "region" };
  const key = REGION_LABELS.find((each) => labels[each]?.trim());
  return key ? { value: (labels[key] ?? "").trim().slice(0, LONGEST_REGION), from: key } : null;
}

/** The labels that are worth taking along: people's own, in the syntax of Kubernetes, the first twenty by name. */
export function carriedLabels(labels: Texts): Record<string, string> {
  const own = Object.entries(labels).filter(([key, value]) => !SYSTEM_LABEL.test(key) && Labels.safeParse({ [key]: value }).success);
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_LABELS));
}
