"use client";
import { Button } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { Notice } from "@holdfast/ui/notice";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";
import { PasswordRules } from "./password-rule-list";
import { brokenPasswordRules } from "./password-rules";
import { createFirstAdmin, type SetupAnswer } from "./setup-call";
import { SetupDone, SetupLinkMissing } from "./setup-ends";
import { useLinkToken } from "./use-link-token";

interface Draft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

function useDraftErrors(): (draft: Draft) => Record<string, string> {
  const t = useTranslations("setup");
  return ({ name, email, password }) => ({
    ...(name.trim() === "" && { name: t("nameMissing") }),
    ...(!/^\S+@\S+\.\S+$/.test(email) && { email: t("emailWrong") }),
    ...(brokenPasswordRules(password, name, email).length > 0 && { password: t("passwordWeak") }),
  });
}

/** Makes the first admin, by the one-time link that the console printed when it started without an account. */
export function SetupForm() {
  const t = useTranslations("setup");
  const say = useSay();
  const token = useLinkToken();
  const errorsOf = useDraftErrors();
  const [draft, setDraft] = useState<Draft>({ name: "", email: "", password: "" });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<SetupAnswer | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const set = (field: keyof Draft) => (value: string) => setDraft((before) => ({ ...before, [field]: value }));
  const submit = async () => {
    const wrong = errorsOf(draft);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0 || isBusy || !token) return;
    setIsBusy(true);
    setAnswer(await createFirstAdmin({ token, ...draft }));
    setIsBusy(false);
  };
  if (token === null || (answer?.outcome === "refused" && answer.isLinkSpent))
    return <SetupLinkMissing message={answer?.outcome === "refused" ? say(answer.text) : null} />;
  if (answer?.outcome === "made") return <SetupDone />;
  return (
    <Form label={t("title")} errors={errors} onSubmit={() => void submit()}>
      <div role="alert" className="empty:hidden">
        {answer?.outcome === "refused" && <Notice tone="bad" shape="cross" title={say(answer.text)} />}
        {answer?.outcome === "away" && (
          <Notice tone="unknown" shape="question" title={t("away")}>
            {t("awayDetail")}
          </Notice>
        )}
      </div>
      <TextField name="name" label={t("name")} autoComplete="name" value={draft.name} onChange={set("name")} isRequired />
      <TextField
        name="email"
        type="email"
        label={t("email")}
        autoComplete="username"
        value={draft.email}
        onChange={set("email")}
        isRequired
      />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        autoComplete="new-password"
        value={draft.password}
        onChange={set("password")}
        hint={<PasswordRules broken={brokenPasswordRules(draft.password, draft.name, draft.email)} />}
        isRequired
      />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {t("submit")}
      </Button>
    </Form>
  );
}
