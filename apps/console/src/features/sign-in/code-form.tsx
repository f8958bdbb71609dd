"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { Inline } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { giveCode } from "./sign-in-call";
import { type Refusal, Refused } from "./sign-in-refused";

interface CodeFormProps {
  readonly returnPath: string;
  readonly onBack: () => void;
}

/** Asks for the second factor of a sign-in whose password was right: a code of the authenticator, or a recovery code. */
export function CodeForm({ returnPath, onBack }: CodeFormProps) {
  const t = useTranslations("signIn");
  const [isRecovery, setRecovery] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // The form takes the place of another one: whoever typed the password types on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is another one when the kind of code changes.
  useEffect(() => field.current?.focus(), [isRecovery]);
  const submit = async (form: FormData) => {
    const code = String(form.get("code") ?? "").trim();
    setMissing(code === "");
    setRefusal(null);
    if (code === "" || isBusy) return;
    setIsBusy(true);
    const answer = await giveCode(isRecovery ? code : code.replaceAll(" ", ""), isRecovery);
    if (answer.outcome === "signedIn") return window.location.assign(returnPath);
    setIsBusy(false);
    if (answer.outcome !== "codeNeeded") setRefusal(answer);
  };
  return (
    <Form label={t("code.title")} errors={isMissing ? { code: t("code.missing") } : {}} onSubmit={(form) => void submit(form)}>
      <div role="alert" className="empty:hidden">
        {refusal?.outcome === "wrong" && (
          <Notice tone="bad" shape="cross" title={t("code.wrong")}>
            {t("code.wrongDetail")}
          </Notice>
        )}
        {refusal !== null && refusal.outcome !== "wrong" && <Refused answer={refusal} />}
      </div>
      <TextField
        key={isRecovery ? "recovery" : "code"}
        name="code"
        label={t(isRecovery ? "code.recovery" : "code.label")}
        hint={t(isRecovery ? "code.recoveryHint" : "code.hint")}
        autoComplete={isRecovery ? "off" : "one-time-code"}
        isRequired
        isCode
        ref={field}
      />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t("submit")}
      </Button>
      <Inline>
        <Button variant="quiet" onClick={() => setRecovery(!isRecovery)}>
          {t(isRecovery ? "code.useCode" : "code.useRecovery")}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {t("code.back")}
        </Button>
      </Inline>
    </Form>
  );
}
