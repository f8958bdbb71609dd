"use client";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { passwordErrors } from "./password-errors";

interface PasswordFormProps {
  /** Told how many other sessions have ended. */
  readonly onDone: (ended: number) => void;
  readonly onClose: () => void;
}

/** Asks for the password that is, and twice for the one to be. */
export function PasswordForm({ onDone, onClose }: PasswordFormProps) {
  const t = useTranslations("identity.password");
  const { text, readFailure } = useUi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = useMutation(trpc.session.changePassword.mutationOptions({ gcTime: 0 }));
  const submit = (form: FormData) => {
    const [current = "", next = "", again = ""] = ["current", "next", "again"].map((name) => String(form.get(name) ?? ""));
    const wrong = Object.fromEntries(
      Object.entries(passwordErrors({ current, next, again })).map(([field, why]) => [field, t(`wrong.${why}`)]),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || change.isPending) return;
    change.mutate(
      { current, next },
      {
        onSuccess: ({ ended }) => {
          onDone(ended);
          return queryClient.invalidateQueries({ queryKey: trpc.session.pathKey() });
        },
      },
    );
  };
  return (
    <Stack gap="m">
      {change.error && <FailureNotice title={t("notDone")}>{readFailure(change.error).message}</FailureNotice>}
      <Form label={t("change")} errors={errors} onSubmit={submit}>
        <TextField name="current" type="password" label={t("current")} autoComplete="current-password" isRequired />
        <TextField name="next" type="password" label={t("next")} hint={t("nextHint")} autoComplete="new-password" isRequired />
        <TextField name="again" type="password" label={t("again")} autoComplete="new-password" isRequired />
        <Inline>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="primary" isBusy={change.isPending}>
            {t("change")}
          </Button>
        </Inline>
      </Form>
    </Stack>
  );
}
