import { defaultStrategy, RolloutStrategy, RolloutTerms } from "@holdfast/contracts/rollout-strategy";

/** What a rollout keeps that began before there were strategies. */
const before: RolloutTerms = {
  ...{ maxConcurrent: 1000, failureBudget: 0, onFailure: "halt", stages: ["enforce"], freezes: [], isThorough: false },
};

/** What a rollout's row keeps of its strategy. */
export const termsOf = ({ terms }: { readonly terms: unknown }): RolloutTerms => (terms === null ? before : RolloutTerms.parse(terms));

/** How a policy goes through the fleet: as its author says, or by the default. */
export const strategyOf = ({ strategy }: { readonly strategy: unknown }): RolloutStrategy =>
  strategy === null || strategy === undefined ? defaultStrategy : RolloutStrategy.parse(strategy);
