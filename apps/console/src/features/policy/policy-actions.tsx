"use client";
import type { PolicyView } from "@holdfast/contracts/policy";
import { Button } from "@holdfast/ui/button";
import { useUi } from "@holdfast/ui/ui-provider";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useRefusal } from "../shared-cluster/use-refusal";
import type { Preview } from "./use-preview";

interface PolicyActionsProps {
  readonly policy: PolicyView;
  readonly preview: Preview;
  readonly hasSomewhere: boolean;
  readonly onPush: () => void;
  readonly onRollBack: () => void;
}

/** What can be done with a policy: as buttons, and in the palette. */
export function PolicyActions({ policy, preview, hasSomewhere, onPush, onRollBack }: PolicyActionsProps) {
  const t = useTranslations("policy");
  const { navigate } = useUi();
  const mayEdit = useRefusal("policy:edit");
  const mayPush = useRefusal("policy:push");
  const refusalOf = useGateRefusal();
  const push = mayPush ?? refusalOf(policy.push);
  const rollBack = mayPush ?? (hasSomewhere ? null : t("nowhere"));
  const { run: runPreview, refusal: mayPreview } = preview;
  const editHref = `/policies/${policy.id}/edit`;
  const { name, latestVersion: version } = policy;
  useVerbs(
    useMemo(
      () => [
        { id: "policy.push", label: t("pushNamed", { name, version }), group: t("title"), refusal: push, run: onPush },
        { id: "policy.preview", label: t("previewNamed", { name, version }), group: t("title"), refusal: mayPreview, run: runPreview },
        { id: "policy.roll-back", label: t("rollBackNamed", { name }), group: t("title"), refusal: rollBack, run: onRollBack },
        { id: "policy.edit", label: t("editNamed", { name }), group: t("title"), refusal: mayEdit, href: editHref },
      ],
      [t, name, version, push, mayPreview, rollBack, mayEdit, editHref, onPush, onRollBack, runPreview],
    ),
  );
  return (
    <>
      <Button onClick={onRollBack} refusal={rollBack}>
        {t("rollBack")}
      </Button>
      <Button onClick={() => navigate(editHref)} refusal={mayEdit}>
        {t("edit")}
      </Button>
      <Button variant="primary" onClick={onPush} refusal={push}>
        {t("push", { version })}
      </Button>
    </>
  );
}
