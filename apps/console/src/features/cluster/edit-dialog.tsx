"use client";
import { type ClusterView, EditCluster } from "@holdfast/contracts/cluster";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import type { FieldErrors } from "@holdfast/ui/rules/field-errors";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { readAwayDays } from "../shared-cluster/away-days";
import { AwayField } from "../shared-cluster/away-field";
import { writtenLabels } from "../shared-cluster/labels-text";
import { useLabelField } from "../shared-cluster/use-label-field";

interface EditDialogProps {
  readonly cluster: ClusterView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly refusal: string | null;
}

/** Says anew where a cluster is and how it is labelled; what that changes stands in the dialog. */
export function EditDialog({ cluster, isOpen, onClose, refusal }: EditDialogProps) {
  const t = useTranslations("cluster");
  const words = useTranslations("clusterWords");
  const { text, readFailure } = useUi();
  const readLabelField = useLabelField();
  const [errors, setErrors] = useState<FieldErrors>({});
  const edit = useMutation(
    useTRPC().cluster.edit.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("edited", { name: cluster.name }) });
      },
    }),
  );
  const submit = (form: FormData) => {
    const labels = readLabelField(form);
    const parsed = EditCluster.safeParse({
      clusterId: cluster.id,
      version: cluster.version,
      region: form.get("region"),
      labels: labels.labels ?? {},
      awayDays: readAwayDays(form),
    });
    const wrong = {
      ...(labels.error === null ? {} : { labels: labels.error }),
      ...(!parsed.success && parsed.error.issues.some((issue) => issue.path[0] === "region") ? { region: t("regionWrong") } : {}),
      ...(!parsed.success && parsed.error.issues.some((issue) => issue.path[0] === "awayDays") ? { awayDays: words("awayWrong") } : {}),
    };
    setErrors(wrong);
    if (parsed.success && Object.keys(wrong).length === 0) edit.mutate(parsed.data);
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("editOf", { name: cluster.name })} description={t("editHelp")}>
      <Stack gap="m">
        {edit.error && (
          <FailureNotice title={t("notEdited")}>
            <p>{readFailure(edit.error).message}</p>
          </FailureNotice>
        )}
        <Form label={t("edit")} errors={errors} onSubmit={submit}>
          <TextField name="region" label={t("region")} defaultValue={cluster.region} isRequired autoComplete="off" />
          <TextField
            name="labels"
            label={t("labels")}
            hint={t("labelsHint")}
            defaultValue={writtenLabels(cluster.labels)}
            lines={5}
            isCode
            autoComplete="off"
          />
          <AwayField defaultValue={cluster.awayDays} />
          <Inline>
            <Button type="submit" variant="primary" isBusy={edit.isPending} refusal={refusal}>
              {t("save")}
            </Button>
            <Button onClick={onClose}>{text.cancel}</Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
