"use client";
import type { Comparison } from "@holdfast/contracts/compare";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import dynamic from "next/dynamic";
import type { Pair } from "./compare-search";
import { draftOfRule, type RuleDraft } from "./rule-draft";

const RuleDialog = dynamic(() => import("./rule-dialog").then((module) => module.RuleDialog), { ssr: false });
const RulesDrawer = dynamic(() => import("./rules-drawer").then((module) => module.RulesDrawer), { ssr: false });

/** What lies over the comparison: nothing, all rules, or one that is being written. */
export type RuleLayer =
  | { readonly shows: "rules" }
  | { readonly shows: "new"; readonly first: RuleDraft }
  | { readonly shows: "edit"; readonly rule: CompareRuleView };

interface RuleLayersProps {
  readonly pair: Pair;
  readonly allowedBy: Comparison["allowedBy"];
  readonly layer: RuleLayer | null;
  readonly onChange: (layer: RuleLayer | null) => void;
}

/** The rules over the comparison. After one of the list was changed the list is there again. */
export function RuleLayers({ pair, allowedBy, layer, onChange }: RuleLayersProps) {
  const close = () => onChange(null);
  const back = () => onChange({ shows: "rules" });
  switch (layer?.shows) {
    case "rules":
      return <RulesDrawer allowedBy={allowedBy} onEdit={(rule) => onChange({ shows: "edit", rule })} onClose={close} />;
    case "new":
      return <RuleDialog pair={pair} first={layer.first} rule={null} onClose={close} />;
    case "edit":
      return <RuleDialog key={layer.rule.version} pair={pair} first={draftOfRule(layer.rule)} rule={layer.rule} onClose={back} />;
    default:
      return null;
  }
}
