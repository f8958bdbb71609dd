"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CodeForm } from "./code-form";
import { signIn } from "./sign-in-call";
import { type Refusal, Refused } from "./sign-in-refused";

/** Asks for address and password. After a success the page is loaded anew, so that nothing of before stays in memory. */
export function SignInForm({ returnPath }: { readonly returnPath: string }) {
  const t = useTranslations("signIn");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isHalfWay, setHalfWay] = useState(false);
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
    if (answer.outcome === "codeNeeded") return setHalfWay(true);
    setRefusal(answer);
  };
  if (isHalfWay) return <CodeForm returnPath={returnPath} onBack={() => setHalfWay(false)} />;
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
