"use client";
import { SavePolicy } from "@holdfast/contracts/policy";
import type { TextProblem } from "@holdfast/ui/code-editor";
import { notify } from "@holdfast/ui/notify";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import type { Failure } from "@holdfast/ui/rules/resolve-state";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";
import { readProblems } from "../shared-yaml/yaml-problems";
import { type StrategyDraft, strategyOfDraft } from "./strategy-draft";

/** What the editor holds. */
export interface PolicyDraft {
  readonly name: string;
  readonly description: string;
  readonly yaml: string;
  readonly tests: string;
  readonly placement: Placement;
  /** Null leaves it as it is: for a new policy the default. */
  readonly strategy: StrategyDraft | null;
  readonly basedOnVersion: number;
}

interface Refusal {
  readonly errors: FieldErrors;
  readonly problems: readonly TextProblem[];
  readonly testProblems: readonly TextProblem[];
  readonly failure: Failure | null;
}

const nothing: Refusal = { errors: {}, problems: [], testProblems: [], failure: null };

/** Saves a draft. What the server finds in the text is told at its place; anything else beside the button. */
export function useSavePolicy(onSaved: () => void) {
  const t = useTranslations("policyEditor");
  const { readFailure, navigate } = useUi();
  const [refusal, setRefusal] = useState<Refusal>(nothing);
  const save = useMutation(useTRPC().policy.save.mutationOptions());
  const refused = (error: unknown) => {
    const failure = readFailure(error);
    const problems = readProblems(failure.message);
    if (problems) return setRefusal({ ...nothing, errors: { yaml: t("problems", { count: problems.length }) }, problems });
    const testProblems = readProblems(failure.message.replaceAll(/^tests: /gm, ""));
    if (testProblems) return setRefusal({ ...nothing, errors: { tests: t("testProblems", { count: testProblems.length }) }, testProblems });
    setRefusal({ ...nothing, failure });
  };
  const submit = ({ placement, strategy: written, ...draft }: PolicyDraft) => {
    const read = placementSelector(placement);
    if ("unread" in read) return setRefusal({ ...nothing, errors: { placement: t("unread", { part: read.unread }) } });
    const strategy = written && strategyOfDraft(written);
    if (strategy && "unread" in strategy) return setRefusal({ ...nothing, errors: { strategy: t("unread", { part: strategy.unread }) } });
    const parsed = SavePolicy.safeParse({ ...draft, placement: read.selector, ...strategy });
    if (!parsed.success) return setRefusal({ ...nothing, errors: fieldErrors(parsed.error.issues) });
    setRefusal(nothing);
    save.mutate(parsed.data, {
      onError: refused,
      onSuccess: ({ id, version, failed }) => {
        onSaved();
        const isNew = version > draft.basedOnVersion;
        const [example] = failed;
        if (example !== undefined)
          notify({
            tone: "bad",
            title: t("savedFailing", { name: draft.name, version }),
            detail: t("savedFailingDetail", { count: failed.length, example }),
          });
        else
          notify({
            tone: "good",
            title: isNew ? t("saved", { name: draft.name, version }) : t("savedSame", { name: draft.name, version }),
            detail: t("savedDetail"),
          });
        navigate(`/policies/${id}`);
      },
    });
  };
  return { submit, isBusy: save.isPending, ...refusal };
}
