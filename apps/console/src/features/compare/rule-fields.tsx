"use client";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import { SelectField } from "@holdfast/ui/select-field";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import type { Pair } from "./compare-search";
import type { RuleDraft } from "./rule-draft";

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly change: (part: Partial<RuleDraft>) => void;
  readonly pair: Pair;
  readonly rule: CompareRuleView | null;
}

/** For which comparisons the rule is. */
function ScopeField({ draft, change, pair: { left, right }, rule }: RuleFieldsProps) {
  const t = useTranslations("compare.rule");
  const environment = useTranslations("compare.environment");
  const [a = left.name, b = right.name] = rule?.clusterNames ?? [];
  const [x, y] = rule?.pair.scope === "environments" ? rule.pair.environments : [left.environment, right.environment];
  return (
    <SelectField
      name="scope"
      label={t("scope.label")}
      hint={draft.scope === "clusters" ? t("scope.hint") : t("scope.wideHint")}
      options={[
        { value: "clusters", label: t("scope.clusters", { a, b }) },
        { value: "environments", label: t("scope.environments", { a: environment(x), b: environment(y) }) },
        { value: "any", label: t("scope.any") },
      ]}
      value={draft.scope}
      // One of the options above.
      onChange={(scope) => change({ scope: scope as RuleDraft["scope"] })}
    />
  );
}

/** What the rule allows, why and until when. */
export function RuleFields(props: RuleFieldsProps) {
  const t = useTranslations("compare.rule");
  const { draft, change } = props;
  const text = (name: "kind" | "namespace" | "name" | "field") => ({
    ...{ name, label: t(`${name}.label`), hint: t(`${name}.hint`), value: draft[name], autoComplete: "off", isCode: true },
    onChange: (value: string) => change({ [name]: value }),
  });
  return (
    <>
      <TextField
        name="reason"
        label={t("reason.label")}
        hint={t("reason.hint")}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        lines={2}
        isRequired
      />
      <ScopeField {...props} />
      <div className="grid min-w-0 gap-4 sm:grid-cols-3">
        <TextField {...text("kind")} />
        <TextField {...text("namespace")} isRequired />
        <TextField {...text("name")} isRequired />
      </div>
      <SelectField
        name="what"
        label={t("what.label")}
        options={[
          { value: "field", label: t("what.field") },
          { value: "missing", label: t("what.missing") },
        ]}
        value={draft.isMissing ? "missing" : "field"}
        onChange={(what) => change({ isMissing: what === "missing" })}
      />
      {!draft.isMissing && <TextField {...text("field")} isRequired />}
      <TextField
        name="until"
        type="datetime-local"
        label={t("until.label")}
        hint={t("until.hint")}
        value={draft.until}
        onChange={(until) => change({ until })}
      />
    </>
  );
}
