"use client";
import type { ViolationRow } from "@holdfast/contracts/compliance";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { reachesOf, readWaiver, type WaiverDraft } from "./waiver-draft";

interface RequestWaiverDialogProps {
  readonly violation: ViolationRow;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const spans = [7, 30, 60, 90] as const;

function RequestForm({ violation, onClose }: Omit<RequestWaiverDialogProps, "isOpen">) {
  const t = useTranslations("waivers.ask");
  const { text, readFailure } = useUi();
  const reaches = reachesOf(violation);
  const [draft, setDraft] = useState<WaiverDraft>({ reach: reaches[0] ?? "object", owner: violation.team ?? "", reason: "", days: 30 });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const request = useMutation(
    useTRPC().policy.requestWaiver.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("asked"), detail: t("askedHelp") });
      },
    }),
  );
  const submit = () => {
    const read = readWaiver(draft, violation, new Date());
    const wrong = "wrong" in read ? read.wrong : [];
    setErrors({
      ...(wrong.includes("owner") && { owner: t("wrong.owner") }),
      ...(wrong.includes("reason") && { reason: t("wrong.reason") }),
    });
    if ("request" in read) request.mutate(read.request);
  };
  const { namespace, workload, kind, name } = violation;
  const words = { namespace: namespace ?? "", workload: `${workload.kind} ${workload.name}`, object: `${kind} ${name}` };
  return (
    <Form label={t("title")} errors={errors} onSubmit={submit}>
      <SelectField
        name="reach"
        label={t("reach")}
        options={reaches.map((value) => ({ value, label: t(`reaches.${value}`, { name: words[value] }) }))}
        value={draft.reach}
        onChange={(reach) => setDraft({ ...draft, reach: reaches.find((each) => each === reach) ?? draft.reach })}
      />
      <SelectField
        name="days"
        label={t("days")}
        options={spans.map((days) => ({ value: String(days), label: t("span", { days }) }))}
        value={String(draft.days)}
        onChange={(days) => setDraft({ ...draft, days: Number(days) })}
      />
      <TextField
        name="owner"
        label={t("owner")}
        hint={t("ownerHint")}
        value={draft.owner}
        onChange={(owner) => setDraft({ ...draft, owner })}
        isRequired
      />
      <TextField
        name="reason"
        label={t("reason")}
        hint={t("reasonHint")}
        lines={2}
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        isRequired
      />
      {request.error && <FailureNotice title={t("notAsked")}>{readFailure(request.error).message}</FailureNotice>}
      <Inline>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="submit" variant="primary" isBusy={request.isPending}>
          {t("send")}
        </Button>
      </Inline>
    </Form>
  );
}

/** Asks that what a violation is about be excused for a time, in its cluster. A second person decides. */
export function RequestWaiverDialog({ violation, isOpen, onClose }: RequestWaiverDialogProps) {
  const t = useTranslations("waivers.ask");
  const { policyName, clusterName } = violation;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("title")} description={t("help", { policy: policyName, cluster: clusterName })}>
      {isOpen && <RequestForm violation={violation} onClose={onClose} />}
    </Dialog>
  );
}
