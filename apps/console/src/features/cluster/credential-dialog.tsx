"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
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

interface CredentialDialogProps {
  readonly cluster: ClusterView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly refusal: string | null;
}

/** Gives the agent beside the hub another credential for the same cluster, before the one in hand ends or after. */
export function CredentialDialog({ cluster, isOpen, onClose, refusal }: CredentialDialogProps) {
  const t = useTranslations("cluster.hosted");
  const { text, readFailure } = useUi();
  const [errors, setErrors] = useState<FieldErrors>({});
  const give = useMutation(
    useTRPC().cluster.giveCredential.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("replaced", { name: cluster.name }) });
      },
    }),
  );
  const submit = (form: FormData) => {
    const kubeconfig = String(form.get("kubeconfig") ?? "");
    const context = String(form.get("context") ?? "").trim();
    const wrong = {
      ...(kubeconfig.trim() === "" ? { kubeconfig: t("kubeconfigMissing") } : {}),
      ...(context === "" ? { context: t("contextMissing") } : {}),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) give.mutate({ clusterId: cluster.id, kubeconfig, context });
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("replaceOf", { name: cluster.name })} description={t("replaceHelp")}>
      <Stack gap="m">
        {give.error && (
          <FailureNotice title={t("notReplaced")}>
            <p>{readFailure(give.error).message}</p>
          </FailureNotice>
        )}
        <Form label={t("replace")} errors={errors} onSubmit={submit}>
          <TextField name="kubeconfig" label={t("kubeconfig")} lines={8} isCode isRequired autoComplete="off" />
          <TextField name="context" label={t("context")} hint={t("contextHint")} isCode isRequired autoComplete="off" />
          <Inline>
            <Button type="submit" variant="primary" isBusy={give.isPending} refusal={refusal}>
              {t("replace")}
            </Button>
            <Button onClick={onClose}>{text.cancel}</Button>
          </Inline>
        </Form>
      </Stack>
    </Dialog>
  );
}
