"use client";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { Form } from "@holdfast/ui/form";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFactorCode } from "../shared-session/use-factor-code";

interface PasskeyFormProps {
  readonly verb: string;
  readonly hasName: boolean;
  readonly isBusy: boolean;
  /** Why the last try was refused, in words. */
  readonly failure: string | null;
  /** `password` is null where none was given: a second factor, or a sign-in of just now by a provider, does as well. */
  readonly onSubmit: (given: { name: string; password: string | null }) => void;
  readonly onClose: () => void;
}

/** Asks for what a change of passkeys needs: the second factor of whoever has one, else the password; and for a new one its name. */
export function PasskeyForm({ verb, hasName, isBusy, failure, onSubmit, onClose }: PasskeyFormProps) {
  const t = useTranslations("identity.passkey");
  const { text, readFailure } = useUi();
  const factor = useFactorCode();
  const hasFactor = Boolean(factor.field);
  const notDone = factor.error ? readFailure(factor.error).message : failure;
  const [isMissing, setMissing] = useState(false);
  const submit = (form: FormData) => {
    const [name, password] = [String(form.get("name") ?? "").trim(), String(form.get("password") ?? "")];
    const isNameless = hasName && name === "";
    setMissing(isNameless);
    if (isNameless || isBusy) return;
    if (hasFactor) factor.before(() => onSubmit({ name, password: null }));
    else onSubmit({ name, password: password === "" ? null : password });
  };
  return (
    <Form label={verb} errors={isMissing ? { name: t("nameMissing") } : {}} onSubmit={submit}>
      {hasName && <TextField name="name" label={t("name")} hint={t("nameHint")} autoComplete="off" isRequired />}
      {hasFactor ? (
        factor.field
      ) : (
        <TextField name="password" type="password" label={t("password")} hint={t("passwordHint")} autoComplete="current-password" />
      )}
      {notDone !== null && <FailureNotice title={t("notDone")}>{notDone}</FailureNotice>}
      <Inline>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button type="submit" variant="primary" isBusy={isBusy || factor.isBusy}>
          {verb}
        </Button>
      </Inline>
    </Form>
  );
}
