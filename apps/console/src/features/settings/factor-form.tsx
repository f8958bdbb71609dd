"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FactorAnswer } from "./second-factor-call";

interface FactorFormProps<T> {
  /** What is asked for: the account's password, or a code of the authenticator. */
  readonly asks: "password" | "code";
  readonly verb: string;
  readonly ask: (given: string) => Promise<FactorAnswer<T>>;
  readonly onDone: (value: T) => void;
}

/** Asks for one thing that proves who the reader is, and says when it was not the right one. */
export function FactorForm<T>({ asks, verb, ask, onDone }: FactorFormProps<T>) {
  const t = useTranslations("identity.factor");
  const away = useTranslations("signIn");
  const [failure, setFailure] = useState<"wrong" | "away" | "missing" | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (form: FormData) => {
    const given = String(form.get(asks) ?? "").trim();
    setFailure(given === "" ? "missing" : null);
    if (given === "" || isBusy) return;
    setIsBusy(true);
    const answer = await ask(asks === "code" ? given.replaceAll(" ", "") : given);
    setIsBusy(false);
    if (answer.outcome === "done") onDone(answer.value);
    else setFailure(answer.outcome);
  };
  const error = failure === "missing" || failure === "wrong" ? { [asks]: t(`${failure}.${asks}`) } : {};
  return (
    <Form label={verb} errors={error} onSubmit={(form) => void submit(form)}>
      {failure === "away" && (
        <div role="alert">
          <Notice tone="unknown" shape="question" title={away("away")} />
        </div>
      )}
      {asks === "password" ? (
        <TextField name="password" type="password" label={t("password")} autoComplete="current-password" isRequired />
      ) : (
        <TextField name="code" label={t("code")} hint={t("codeHint")} autoComplete="one-time-code" isRequired isCode />
      )}
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {verb}
      </Button>
    </Form>
  );
}
