"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useRefusal } from "../shared-cluster/use-refusal";
import { useDecideRefusal } from "./use-decide-refusal";

interface RolloutActionsProps {
  readonly rollout: RolloutView;
  readonly isSomewhere: boolean;
  readonly onAsk: (what: "halt" | "approve" | "decline" | "rollBack") => void;
}

/** What can be done with a rollout: as buttons, and in the palette. Approving stands with what is approved, below. */
export function RolloutActions({ rollout, isSomewhere, onAsk }: RolloutActionsProps) {
  const t = useTranslations("rollout");
  const mayPush = useRefusal("policy:push");
  const decide = useDecideRefusal(rollout);
  const refusalOf = useGateRefusal();
  const halt = mayPush ?? refusalOf(rollout.allowed.halt);
  const rollBack = mayPush ?? (isSomewhere ? null : t("nowhere"));
  useVerbs(
    useMemo(
      () => [
        { id: "rollout.approve", label: t("approve"), group: t("group"), refusal: decide, run: () => onAsk("approve") },
        { id: "rollout.decline", label: t("decline"), group: t("group"), refusal: decide, run: () => onAsk("decline") },
        { id: "rollout.halt", label: t("halt"), group: t("group"), refusal: halt, run: () => onAsk("halt") },
        { id: "rollout.roll-back", label: t("rollBack"), group: t("group"), refusal: rollBack, run: () => onAsk("rollBack") },
      ],
      [t, decide, halt, rollBack, onAsk],
    ),
  );
  return (
    <>
      <Button onClick={() => onAsk("rollBack")} refusal={rollBack}>
        {t("rollBack")}
      </Button>
      <Button onClick={() => onAsk("halt")} refusal={halt}>
        {t("halt")}
      </Button>
    </>
  );
}
