import type { ComponentDomain } from "@holdfast/contracts/component";
import type { StepName } from "@holdfast/contracts/plan-step";
import type { PolicyKind } from "@holdfast/contracts/policy-object";

/**
 * An image that tells of a component: the end of its repository, on whole path segments, so that a mirror's prefix does not hide
 * it (`argoproj/argocd` is found in `registry.example/mirror/quay.io/argoproj/argocd`). `tag` says what of the tag is the version,
 * where it is not all of it: a regular expression with one group. An image `besides` says nothing about the version.
 */
export type ImageRule = string | { readonly image: string; readonly tag: string } | { readonly image: string; readonly besides: true };

/** What tells that a component is there. One match is enough. */
export interface DetectionRules {
  /** In the order of trust: the first that is found tells the version. */
  readonly images?: readonly ImageRule[];
  /** Names of CustomResourceDefinitions (`applications.argoproj.io`), or all of a group (`*.cilium.io`). */
  readonly definitions?: readonly string[];
  /** What nodes call their container runtime: the word before `://`. */
  readonly runtimes?: readonly string[];
  /** Handlers of RuntimeClasses. */
  readonly handlers?: readonly string[];
  /** Devices that nodes offer. */
  readonly devices?: readonly string[];
  /** What the kubelet's version contains; empty: any version. */
  readonly kubelets?: readonly string[];
  /** Provisioners of StorageClasses; `*` stands for anything. */
  readonly provisioners?: readonly string[];
}

/** What Holdfast does with a component beyond seeing it. Each is the name of what does it: what does not exist can't be claimed. */
export interface ComponentUses {
  /** Queried live. */
  readonly panel?: "metrics" | "logs" | "traces";
  /** Kinds of it that a policy pushes. */
  readonly push?: readonly PolicyKind[];
  /** Steps of failover plans that work on it. */
  readonly run?: readonly StepName[];
}

/** One system that Holdfast knows: what it is, and what tells that a cluster has it. */
export interface ComponentEntry {
  /** A word that stays; rows and addresses use it. */
  readonly id: string;
  /** What its makers call it. */
  readonly name: string;
  readonly domain: ComponentDomain;
  readonly detect: DetectionRules;
  readonly uses?: ComponentUses;
}
