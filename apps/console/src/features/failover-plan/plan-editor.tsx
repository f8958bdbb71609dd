"use client";
import { Button, LinkButton } from "@holdfast/ui/button";
import { CodeEditor } from "@holdfast/ui/code-editor";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PlanPreview } from "./plan-preview";
import { SaveFailure } from "./save-failure";
import { usePlanCheck } from "./use-plan-check";
import { useSavePlan } from "./use-save-plan";
import { useUnsavedGuard } from "./use-unsaved-guard";

interface PlanEditorProps {
  /** The text that was read, and the version that it is of; 0 for a plan that does not exist yet. */
  readonly text: string;
  readonly basedOnVersion: number;
  /** Where leaving without saving leads. */
  readonly backHref: string;
  /** Why the reader may not save; null when nothing is known against it. */
  readonly refusal: string | null;
}

/** A plan in YAML, checked while it is written by the very rules by which it is saved. */
export function PlanEditor({ text, basedOnVersion, backHref, refusal }: PlanEditorProps) {
  const t = useTranslations("failoverPlan.editor");
  const [yaml, setYaml] = useState(text);
  const check = usePlanCheck(yaml);
  const problems = check.data?.problems ?? [];
  const save = useSavePlan();
  const isChanged = yaml !== text;
  useUnsavedGuard(isChanged && !save.isSuccess);
  const notNow = refusal ?? (problems.length > 0 ? t("hasProblems", { count: problems.length }) : isChanged ? null : t("unchanged"));
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
      <Stack gap="m">
        <CodeEditor
          name="yaml"
          label={t("label")}
          hint={t("hint")}
          value={yaml}
          onChange={setYaml}
          problems={problems.map((problem) => ({
            line: problem.line,
            column: problem.column,
            message: [problem.path, problem.message, problem.remedy === "" ? "" : `— ${problem.remedy}`].filter(Boolean).join(" "),
          }))}
          problemsLabel={t("problems", { count: problems.length })}
          placeText={({ line, column }) => t("place", { line, column })}
          maxLines={36}
        />
        {save.error && <SaveFailure error={save.error} backHref={backHref} />}
        <Inline>
          <LinkButton href={backHref}>{t("leave")}</LinkButton>
          <Button
            variant="primary"
            isBusy={save.isPending}
            // A plan that is the first of its name starts from the template, which may be saved as it stands.
            refusal={basedOnVersion === 0 && refusal === null && problems.length === 0 ? null : notNow}
            onClick={() => save.mutate({ yaml, basedOnVersion })}
          >
            {basedOnVersion === 0 ? t("create") : t("save", { number: basedOnVersion + 1 })}
          </Button>
        </Inline>
      </Stack>
      <PlanPreview check={check} isCurrent={check.isCurrent} />
    </div>
  );
}
