import type { Worded } from "@holdfast/contracts/phrase";
import type { PolicyObject } from "@holdfast/contracts/policy-object";
import { FoundViolations, type GatheredFinding } from "../policy-impact/found-violations";
import { type JudgedRule, judgedRules } from "../policy-impact/judged-rules";
import type { ObservedResource } from "../policy-impact/observed-resources";
import { ruleResources } from "../policy-impact/rule-resources";

/** Said of kinds that find fault with nothing: no violation is theirs. */
const ACTS_BY_ITSELF = "ImpactActsByItself";

/** A policy as a cluster has it. */
export interface DeployedPolicy {
  readonly policyId: string;
  readonly version: number;
  /** The deployment's. */
  readonly contentHash: string;
  /** What of it is enforced there, but for its waivers. */
  readonly objects: readonly PolicyObject[];
}

/** What a look at a cluster came to for one policy, and of what it can vouch that nothing else is there. */
export class PolicyLook {
  readonly rules: readonly JudgedRule[];
  /** The resources to read. */
  readonly resources: readonly string[];
  /** Why nothing is said by this policy at all; null while something is. */
  failure: Worded | null = null;
  judged = 0;
  private readonly found = new FoundViolations();
  private readonly readWhole = new Set<string>();
  private readonly texts: Worded[];
  private readonly unjudged: readonly Worded[];

  constructor(
    readonly policy: DeployedPolicy,
    observed: readonly ObservedResource[],
  ) {
    const { rules, notJudged } = judgedRules(policy.objects);
    const named = ruleResources(rules, observed);
    this.rules = rules;
    this.unjudged = notJudged;
    this.resources = named.judged;
    this.texts = [...notJudged, ...named.notJudged];
  }

  /** Says that nothing can be said. */
  fail(why: Worded): void {
    this.failure = why;
  }

  /** Says that a resource could not be read whole. */
  notRead(why: Worded): void {
    this.texts.push(why);
  }

  /** Takes on what was found in a resource that was read whole. */
  read(resource: string, judged: number, found: FoundViolations): void {
    this.readWhole.add(resource);
    this.judged += judged;
    this.found.takeOn(found);
  }

  get findings(): readonly GatheredFinding[] {
    return this.found.findings;
  }

  /** What could not be judged, and why. */
  get notJudged(): readonly Worded[] {
    return this.texts;
  }

  /** The resources that were read to their end. */
  get resourcesRead(): readonly string[] {
    return [...this.readWhole];
  }

  /**
   * Whether what was said before of an object and is not any more is over: its rule is gone or is not about that resource, or it was asked
   * of all objects of it. Never where something could not be seen.
   */
  vouchesFor({ policyName, resource, kind }: { readonly policyName: string; readonly resource: string; readonly kind: string }): boolean {
    if (this.failure !== null) return false;
    if (!this.policy.objects.some(({ metadata }) => metadata.name === policyName)) return true;
    const about = this.unjudged.filter(({ phrase }) => phrase?.code !== ACTS_BY_ITSELF).map(({ phrase }) => phrase?.gaps.policy);
    if (about.some((name) => typeof name !== "string" || name === policyName)) return false;
    const own = this.rules.filter(({ name }) => name === policyName);
    return this.readWhole.has(resource) || !ruleResources(own, [{ resource, kind }]).judged.includes(resource);
  }
}
