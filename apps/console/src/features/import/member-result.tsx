"use client";
import type { AddedMember } from "@holdfast/contracts/member-cluster";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Link } from "@holdfast/ui/link";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { TextField } from "@holdfast/ui/text-field";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";
import { type AgentEnrolment, agentCommand } from "../shared-enrolment/agent-command";
import { isImage } from "../shared-enrolment/is-image";
import { memberScript } from "./member-script";

const FIRST_IMAGE = "holdfast-agent:0.1.0";

const enrolmentOf = ({ name, command }: AddedMember): AgentEnrolment[] =>
  command ? [{ clusterId: command.clusterId, clusterName: name, hubUrl: command.hubUrl, caPin: command.caPin, token: command.token }] : [];

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "holdfast-agents.sh";
  link.click();
  URL.revokeObjectURL(url);
}

/** One script for all that were added. */
function Script({ of }: { readonly of: readonly AgentEnrolment[] }) {
  const t = useTranslations("import.members");
  const words = useTranslations("enrolment");
  const [image, setImage] = useState(FIRST_IMAGE);
  const isGood = isImage(image);
  return (
    <div className="flex max-w-xl flex-col gap-2">
      <TextField
        name="image"
        label={words("image")}
        value={image}
        onChange={setImage}
        error={isGood ? null : words("imageWrong")}
        isCode
        autoComplete="off"
      />
      <Inline>
        <Button refusal={isGood ? null : words("imageWrong")} onClick={() => save(memberScript(of, image))}>
          {t("script")}
        </Button>
      </Inline>
    </div>
  );
}

interface MemberResultProps {
  readonly of: readonly AddedMember[];
  readonly onAgain: () => void;
  readonly isBusy: boolean;
  readonly onBack: () => void;
}

/** What became of each member: the command for its agent, shown this once, or why not. */
export function MemberResult({ of, onAgain, isBusy, onBack }: MemberResultProps) {
  const t = useTranslations("import.members");
  const say = useSay();
  const enrolments = of.flatMap(enrolmentOf);
  const until = of.find(({ command }) => command)?.command?.expiresAt ?? null;
  return (
    <Stack gap="m">
      <Notice
        tone={enrolments.length === of.length ? "good" : "caution"}
        shape={enrolments.length === of.length ? "tick" : "triangle"}
        title={t("addedOf", { added: of.filter(({ isAdded }) => isAdded).length, total: of.length })}
      >
        {until !== null && (
          <p>
            {t("once")} <Time at={until} />
          </p>
        )}
      </Notice>
      {enrolments.length > 0 && <Script of={enrolments} />}
      <ul className="flex flex-col gap-3">
        {of.map((each) => (
          <li key={`${each.controlPlaneId}/${each.uid}`} className="flex flex-col gap-2 rounded-m border border-line bg-surface p-3">
            <p className="flex flex-wrap items-center gap-x-2">
              {each.isAdded ? (
                <Link href={`/clusters/${each.name}/agent`}>{each.name}</Link>
              ) : (
                <span className="font-semibold">{each.name}</span>
              )}
              <StatusMark
                tone={each.isAdded ? "busy" : "bad"}
                shape={each.isAdded ? "clock" : "cross"}
                word={t(each.isAdded ? "added" : "refused")}
              />
            </p>
            {each.refusal !== null && (
              <p className="break-words">
                <OutsideText>{say(each.refusal)}</OutsideText>
              </p>
            )}
            {enrolmentOf(each).map((enrolment) => (
              <CodeBlock key={enrolment.clusterId} label={t("command", { name: each.name })} text={agentCommand(enrolment)} />
            ))}
          </li>
        ))}
      </ul>
      <Inline>
        <Button onClick={onAgain} isBusy={isBusy}>
          {t("again")}
        </Button>
        <Button onClick={onBack}>{t("back")}</Button>
      </Inline>
    </Stack>
  );
}
