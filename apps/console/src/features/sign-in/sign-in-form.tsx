"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type SignInAnswer, signIn } from "./sign-in-call";

type Refusal = Exclude<SignInAnswer, { outcome: "signedIn" }>;

function Refused({ answer }: { readonly answer: Refusal }) {
  const t = useTranslations("signIn");
  switch (answer.outcome) {
    case "wrong":
      return (
        <Notice tone="bad" shape="cross" title={t("wrong")}>
          {t("wrongDetail")}
        </Notice>
      );
    case "disabled":
      return (
        <Notice tone="bad" shape="lock" title={t("disabled")}>
          {t("disabledDetail")}
        </Notice>
      );
    case "throttled":
      return (
        <Notice tone="caution" shape="clock" title={t("throttled")}>
          {answer.seconds === null ? t("throttledDetail") : t("throttledSeconds", { seconds: answer.seconds })}
        </Notice>
      );
    case "away":
      return (
        <Notice tone="unknown" shape="question" title={t("away")}>
          {t("awayDetail")}
        </Notice>
      );
  }
}

/** Asks for address and password. After a success the page is loaded anew, so that nothing of before stays in memory. */
export function SignInForm({ returnPath }: { readonly returnPath: string }) {
  const t = useTranslations("signIn");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (form: FormData) => {
    const [email, password] = [String(form.get("email") ?? "").trim(), String(form.get("password") ?? "")];
    const missing = { ...(email === "" && { email: t("emailMissing") }), ...(password === "" && { password: t("passwordMissing") }) };
    setErrors(missing);
    setRefusal(null);
    if (Object.keys(missing).length > 0 || isBusy) return;
    setIsBusy(true);
    const answer = await signIn(email, password);
    if (answer.outcome === "signedIn") return window.location.assign(returnPath);
    setIsBusy(false);
    setRefusal(answer);
  };
  return (
    <Form label={t("title")} errors={errors} onSubmit={(form) => void submit(form)}>
      <div role="alert" className="empty:hidden">
        {refusal !== null && <Refused answer={refusal} />}
      </div>
      <TextField name="email" type="email" label={t("email")} autoComplete="username" isRequired />
      <TextField name="password" type="password" label={t("password")} autoComplete="current-password" isRequired />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t("submit")}
      </Button>
    </Form>
  );
}
