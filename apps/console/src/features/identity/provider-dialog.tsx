"use client";
import type { ProviderView } from "@holdfast/contracts/identity-provider";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";
import { draftOf, emptyProvider, readNewProvider, readProviderEdit } from "./provider-draft";
import { ProviderFields } from "./provider-fields";

interface ProviderFormProps {
  /** The provider to change; null for another one. */
  readonly provider: ProviderView | null;
  readonly onClose: () => void;
}

function ProviderForm({ provider, onClose }: ProviderFormProps) {
  const t = useTranslations("identity.provider");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const factor = useFactorCode();
  const [draft, setDraft] = useState(provider === null ? emptyProvider : draftOf(provider));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const onSuccess = () => {
    onClose();
    notify({ tone: "good", title: t("saved", { name: draft.name }) });
    return queryClient.invalidateQueries({ queryKey: trpc.provider.pathKey() });
  };
  // What is sent holds a secret: it is kept nowhere longer than the dialog.
  const add = useMutation(trpc.provider.add.mutationOptions({ onSuccess, gcTime: 0 }));
  const edit = useMutation(trpc.provider.edit.mutationOptions({ onSuccess, gcTime: 0 }));
  const submit = () => {
    const read = provider === null ? readNewProvider(draft) : readProviderEdit(draft, provider);
    setErrors("wrong" in read ? Object.fromEntries(read.wrong.map((field) => [field, t(`wrong.${field}`)])) : {});
    if ("provider" in read) factor.before(() => add.mutate(read.provider));
    if ("edit" in read) factor.before(() => edit.mutate(read.edit));
  };
  const failure = factor.error ?? add.error ?? edit.error;
  return (
    <Form label={t(provider === null ? "add" : "edit")} errors={errors} onSubmit={submit}>
      <ProviderFields draft={draft} onChange={setDraft} redirectUrl={provider?.redirectUrl ?? null} />
      {factor.field}
      {failure && <FailureNotice title={t("notSaved")}>{readFailure(failure).message}</FailureNotice>}
      <Inline>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="submit" variant="primary" isBusy={factor.isBusy || add.isPending || edit.isPending}>
          {t("save")}
        </Button>
      </Inline>
    </Form>
  );
}

interface ProviderDialogProps extends ProviderFormProps {
  readonly isOpen: boolean;
}

/** Sets up an identity provider, or changes one. */
export function ProviderDialog({ isOpen, provider, onClose }: ProviderDialogProps) {
  const t = useTranslations("identity.provider");
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t(provider === null ? "add" : "edit")} description={t("dialogHelp")} size="m">
      <Stack gap="m">{isOpen && <ProviderForm key={provider?.id ?? "new"} provider={provider} onClose={onClose} />}</Stack>
    </Dialog>
  );
}
