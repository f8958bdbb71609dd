"use client";
import { Button, LinkButton } from "@holdfast/ui/button";
import { Form } from "@holdfast/ui/form";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Notice } from "@holdfast/ui/notice";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { useSay } from "../../i18n/use-say";
import { acceptInvitation, type InvitationAnswer, type Invited, readInvitation } from "./invitation-call";
import { PasswordRules } from "./password-rule-list";
import { brokenPasswordRules } from "./password-rules";
import { useLinkToken } from "./use-link-token";

function End({ title, shape, children }: { readonly title: string; readonly shape: "tick" | "lock"; readonly children: ReactNode }) {
  const t = useTranslations("setup");
  return (
    <Stack>
      <Notice tone={shape === "tick" ? "good" : "caution"} shape={shape} title={title}>
        {children}
      </Notice>
      <LinkButton href="/sign-in" variant={shape === "tick" ? "primary" : "secondary"}>
        {t("toSignIn")}
      </LinkButton>
    </Stack>
  );
}

function Refused({ answer }: { readonly answer: InvitationAnswer<unknown> | null }) {
  const t = useTranslations("setup");
  const say = useSay();
  return (
    <div role="alert" className="empty:hidden">
      {answer?.outcome === "refused" && <Notice tone="bad" shape="cross" title={say(answer.text)} />}
      {answer?.outcome === "away" && (
        <Notice tone="unknown" shape="question" title={t("away")}>
          {t("awayDetail")}
        </Notice>
      )}
    </div>
  );
}

interface ChooseProps {
  readonly token: string;
  readonly invited: Invited;
  readonly onAnswer: (answer: InvitationAnswer<true>) => void;
}

/** Asks for the password of an account that somebody else named. */
function Choose({ token, invited, onAnswer }: ChooseProps) {
  const t = useTranslations("setup");
  const words = useTranslations("invitation");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const broken = brokenPasswordRules(password, invited.name, invited.email);
  const submit = async () => {
    setError(broken.length > 0 ? t("passwordWeak") : null);
    if (broken.length > 0 || isBusy) return;
    setIsBusy(true);
    onAnswer(await acceptInvitation(token, password));
    setIsBusy(false);
  };
  return (
    <Stack gap="m">
      <KeyValueList
        items={[
          { label: t("name"), value: invited.name },
          { label: t("email"), value: invited.email },
        ]}
      />
      <Form label={words("title")} errors={error === null ? {} : { password: error }} onSubmit={() => void submit()}>
        <input type="hidden" name="username" autoComplete="username" value={invited.email} readOnly />
        <TextField
          name="password"
          type="password"
          label={t("password")}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          hint={<PasswordRules broken={broken} />}
          isRequired
        />
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {words("submit")}
        </Button>
      </Form>
    </Stack>
  );
}

/** Lets an invited person in, by the one-time link that an admin gave them. */
export function InvitationForm() {
  const t = useTranslations("invitation");
  const say = useSay();
  const token = useLinkToken();
  const [invited, setInvited] = useState<InvitationAnswer<Invited> | null>(null);
  const [answer, setAnswer] = useState<InvitationAnswer<true> | null>(null);
  useEffect(() => {
    if (token) void readInvitation(token).then(setInvited);
  }, [token]);
  const spent = [answer, invited].find((each) => each?.outcome === "refused" && each.isLinkSpent);
  if (token === null)
    return (
      <End title={t("missing")} shape="lock">
        {t("missingDetail")}
      </End>
    );
  if (spent?.outcome === "refused")
    return (
      <End title={say(spent.text)} shape="lock">
        {t("missingDetail")}
      </End>
    );
  if (answer?.outcome === "done")
    return (
      <End title={t("done")} shape="tick">
        {t("doneDetail")}
      </End>
    );
  if (token === undefined || invited === null) return <CardSkeleton lines={4} />;
  return (
    <Stack gap="m">
      <Refused answer={answer ?? invited} />
      {invited.outcome === "done" && <Choose token={token} invited={invited.value} onAnswer={setAnswer} />}
    </Stack>
  );
}
