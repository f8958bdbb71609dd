"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { notify } from "@holdfast/ui/notify";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { DriftList } from "../shared-drift/drift-list";

/** What of the policy is not as pushed, and what is done about it without a person. */
export function DriftPanel({ policy }: { readonly policy: PolicyView }) {
  const t = useTranslations("policy.drift");
  const { readFailure } = useUi();
  const refusal = useRefusal("policy:push");
  const choose = useMutation(useTRPC().policy.setOnDrift.mutationOptions());
  const other = policy.onDrift === "report" ? "correct" : "report";
  const press = () =>
    choose.mutate(
      { policyId: policy.id, onDrift: other },
      { onError: (cause) => notify({ tone: "bad", title: t("refused"), detail: readFailure(cause).message }) },
    );
  return (
    <Panel
      title={t("title")}
      aside={t(policy.onDrift)}
      actions={
        <Button onClick={press} isBusy={choose.isPending} refusal={refusal}>
          {t(other === "correct" ? "doCorrect" : "doReport")}
        </Button>
      }
    >
      <Stack gap="s">
        <p className="text-ink-soft">{t(policy.onDrift === "correct" ? "correctHelp" : "reportHelp")}</p>
        <DriftList policyId={policy.id} />
      </Stack>
    </Panel>
  );
}
