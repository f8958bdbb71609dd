"use client";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

/** Saves a plan as a new version and goes to its page. */
export function useSavePlan() {
  const t = useTranslations("failoverPlan.editor");
  const { navigate } = useUi();
  return useMutation(
    useTRPC().plan.save.mutationOptions({
      onSuccess: ({ id, version }) => {
        notify({ tone: "good", title: t("saved", { number: version }), detail: t("savedDetail") });
        navigate(`/failover/plans/${id}`);
      },
    }),
  );
}
