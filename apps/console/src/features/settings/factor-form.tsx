"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFactorCode } from "../shared-session/use-factor-code";
import type { FactorAnswer } from "./second-factor-call";

interface FactorFormProps<T> {
  /** What is asked for: the account's password, with the second factor of whoever has one, or the first code of a new authenticator. */
  readonly asks: "password" | "code";
  readonly verb: string;
  readonly ask: (given: string) => Promise<FactorAnswer<T>>;
  readonly onDone: (value: T) => void;
}

/** Asks for one thing that proves who the reader is, and says when it was not the right one. */
export function FactorForm<T>({ asks, verb, ask, onDone }: FactorFormProps<T>) {
  const t = useTranslations("identity.factor");
  const away = useTranslations("signIn");
  const { readFailure } = useUi();
  const factor = useFactorCode();
  const [failure, setFailure] = useState<"wrong" | "away" | "missing" | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const hand = async (given: string) => {
    setIsBusy(true);
    const answer = await ask(asks === "code" ? given.replaceAll(" ", "") : given);
    setIsBusy(false);
    if (answer.outcome === "done") onDone(answer.value);
    else setFailure(answer.outcome);
  };
  const submit = (form: FormData) => {
    const given = String(form.get(asks) ?? "").trim();
    setFailure(given === "" ? "missing" : null);
    if (given === "" || isBusy) return;
    if (asks === "code") void hand(given);
    else factor.before(() => void hand(given));
  };
  const error = failure === "missing" || failure === "wrong" ? { [asks]: t(`${failure}.${asks}`) } : {};
  return (
    <Form label={verb} errors={error} onSubmit={submit}>
      {failure === "away" && (
        <div role="alert">
          <Notice tone="unknown" shape="question" title={away("away")} />
        </div>
      )}
      {asks === "password" ? (
        <>
          <TextField name="password" type="password" label={t("password")} autoComplete="current-password" isRequired />
          {factor.field}
          {factor.error && (
            <div role="alert">
              <Notice tone="bad" shape="cross" title={readFailure(factor.error).message} />
            </div>
          )}
        </>
      ) : (
        <TextField name="code" label={t("code")} hint={t("codeHint")} autoComplete="one-time-code" isRequired isCode />
      )}
      <Button type="submit" variant="primary" isBusy={isBusy || factor.isBusy}>
        {verb}
      </Button>
    </Form>
  );
}
