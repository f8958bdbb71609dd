"use client";
import { CreateTriggerSource } from "@holdfast/contracts/trigger-source";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { type FieldErrors, fieldErrors } from "@holdfast/ui/rules/field-errors";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useFactorCode } from "../shared-session/use-factor-code";

/** A call that reports, to be tried at once; the console's own address is the one to send it to. */
const example = (secret: string) =>
  [
    `curl -X POST ${window.location.origin}/api/triggers/events`,
    `-H "Authorization: Bearer ${secret}" -H "ce-specversion: 1.0" -H "ce-id: $(uuidgen)" -H "ce-source: //my-watchdog"`,
    `-H "ce-type: dev.holdfast.site.lost" -H "ce-subject: CLUSTER" -H "ce-time: $(date -u +%FT%TZ)"`,
  ].join(" ");

/** Makes a trigger source, then shows its secret, which is forgotten with the dialog. */
export function TriggerSourceDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("failoverGuards.source");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const factor = useFactorCode();
  const [errors, setErrors] = useState<FieldErrors>({});
  const create = useMutation(
    trpc.guards.createTriggerSource.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.guards.triggerSources.queryKey() }),
      onError: (error) => setErrors({ "": readFailure(error).message }),
    }),
  );
  const submit = (form: FormData) => {
    const parsed = CreateTriggerSource.safeParse({ name: form.get("name") });
    setErrors(parsed.success ? {} : fieldErrors(parsed.error.issues));
    if (parsed.success) factor.before(() => create.mutate(parsed.data));
  };
  const shown = factor.error ? { "": readFailure(factor.error).message } : errors;
  return (
    <Dialog isOpen onClose={onClose} size="l" title={t("new")} description={t("newHelp")}>
      {create.data ? (
        <Stack gap="m">
          <Notice tone="good" shape="tick" title={t("made")}>
            <p>{t("madeHelp")}</p>
          </Notice>
          <CodeBlock label={t("secret")} text={create.data.secret} />
          <CodeBlock label={t("example")} text={example(create.data.secret)} />
          <Inline>
            <Button variant="primary" onClick={onClose}>
              {text.close}
            </Button>
          </Inline>
        </Stack>
      ) : (
        <Form label={t("new")} errors={shown} onSubmit={submit}>
          <TextField name="name" label={t("name")} hint={t("nameHint")} isRequired />
          {factor.field}
          <Inline>
            <Button onClick={onClose}>{text.cancel}</Button>
            <Button type="submit" variant="primary" isBusy={factor.isBusy || create.isPending}>
              {t("create")}
            </Button>
          </Inline>
        </Form>
      )}
    </Dialog>
  );
}
