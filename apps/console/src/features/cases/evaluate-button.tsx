"use client";
import type { CaseView } from "@holdfast/contracts/scenario-case";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { titleIn } from "./case-words";

/** Measures every target now, instead of at the hub's next turn. Reads the clusters and changes nothing in them. */
export function EvaluateButton({ scenario }: { readonly scenario: CaseView }) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const { readFailure } = useUi();
  const refusal = useRefusal("case:evaluate");
  const { mutate, isPending } = useMutation(useTRPC().case.evaluate.mutationOptions());
  const name = titleIn(locale, scenario.spec.metadata);
  const run = useCallback(
    () =>
      mutate(
        { caseId: scenario.id },
        {
          onSuccess: () => notify({ tone: "good", title: t("evaluated", { name }) }),
          onError: (error) => notify({ tone: "bad", title: t("notEvaluated", { name }), detail: readFailure(error).message }),
        },
      ),
    [mutate, scenario.id, name, t, readFailure],
  );
  useVerbs(
    useMemo(() => [{ id: "case.evaluate", label: t("evaluateNamed", { name }), group: t("group"), refusal, run }], [t, name, refusal, run]),
  );
  return (
    <Button variant="primary" onClick={run} isBusy={isPending} refusal={refusal}>
      {t("evaluate")}
    </Button>
  );
}
