"use client";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { ClusterSetField } from "../shared-identity/cluster-set-field";
import { draftFor, emptyElevation, type LackedRight, readElevation } from "./elevation-draft";

const roles = ["viewer", "operator", "approver", "admin"] as const;
const spans = [1, 2, 4, 8] as const;

interface RequestFormProps {
  readonly lacked: LackedRight | null;
  readonly onClose: () => void;
}

function RequestForm({ lacked, onClose }: RequestFormProps) {
  const t = useTranslations("approvals.elevation");
  const identity = useTranslations("identity");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(() => (lacked === null ? emptyElevation : draftFor(lacked)));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const request = useMutation(
    useTRPC().elevation.request.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("asked"), detail: t("askedHelp") });
      },
    }),
  );
  const submit = () => {
    const read = readElevation(draft);
    setErrors("wrong" in read ? Object.fromEntries(read.wrong.map((field) => [field, t(`wrong.${field}`)])) : {});
    if ("request" in read) request.mutate(read.request);
  };
  return (
    <Form label={t("ask")} errors={errors} onSubmit={submit}>
      {lacked !== null && (
        <p>
          {lacked.cluster === null ? t("lacked", { permission: lacked.permission }) : t("lackedOn", { ...lacked, cluster: lacked.cluster })}
        </p>
      )}
      <SelectField
        name="role"
        label={identity("grant.role")}
        hint={draft.role === "" ? undefined : identity(`roleHint.${draft.role}`)}
        placeholder={identity("grant.choose")}
        options={roles.map((value) => ({ value, label: identity(`role.${value}`) }))}
        value={draft.role}
        onChange={(role) => setDraft({ ...draft, role: roles.find((each) => each === role) ?? "" })}
        isRequired
      />
      <ClusterSetField placement={draft.placement} onChange={(placement) => setDraft({ ...draft, placement })} />
      <SelectField
        name="hours"
        label={t("hours")}
        hint={t("hoursHint")}
        options={spans.map((hours) => ({ value: String(hours), label: t("span", { hours }) }))}
        value={String(draft.hours)}
        onChange={(hours) => setDraft({ ...draft, hours: Number(hours) })}
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
          {t("ask")}
        </Button>
      </Inline>
    </Form>
  );
}

interface ElevationDialogProps extends RequestFormProps {
  readonly isOpen: boolean;
}

/** Asks for a role on some clusters for some hours: for the one that permits what the reader was refused, where that is known. */
export function ElevationDialog({ isOpen, lacked, onClose }: ElevationDialogProps) {
  const t = useTranslations("approvals.elevation");
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("ask")} description={t("askHelp")}>
      <Stack gap="m">{isOpen && <RequestForm lacked={lacked} onClose={onClose} />}</Stack>
    </Dialog>
  );
}
