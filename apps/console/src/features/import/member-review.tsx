"use client";
import type { MemberRow } from "@holdfast/contracts/member-cluster";
import { Button } from "@holdfast/ui/button";
import { FailureNotice } from "@holdfast/ui/failure-notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { DraftFields } from "./draft-fields";
import { type ContextDraft, draftFaults } from "./import-draft";
import { memberDrafts, memberKey, memberName, memberOrder } from "./member-draft";
import { MemberResult } from "./member-result";
import { FleetStanding } from "./use-member-columns";

interface MemberCardProps {
  readonly of: MemberRow;
  readonly draft: ContextDraft;
  readonly onChange: (draft: ContextDraft) => void;
  readonly faults: ReturnType<typeof draftFaults>[string];
}

/** One member that is to be added, with what of its draft is a guess and where that is from. */
function MemberCard({ of, draft, onChange, faults }: MemberCardProps) {
  const t = useTranslations("import.members");
  const { environment, region } = of.proposal;
  const guesses = [
    ...(environment ? [t("guessedEnvironment", { from: environment.from === "name" ? t("itsName") : environment.from })] : []),
    ...(region && region.from !== "region" ? [t("guessedRegion", { from: region.from })] : []),
  ];
  return (
    <li className="flex flex-col gap-3 rounded-m border border-line bg-surface p-3">
      <h2 className="break-words font-semibold">
        <OutsideText>{memberName(of)}</OutsideText>
      </h2>
      {of.fleet !== null && <FleetStanding of={of} />}
      <DraftFields id={memberKey(of)} draft={draft} onChange={onChange} faults={faults} />
      {guesses.length > 0 && <p className="break-words text-ink-soft">{guesses.join(" ")}</p>}
    </li>
  );
}

/** The chosen members before they are added, and what became of each after. */
export function MemberReview({
  of,
  refusal,
  onBack,
}: {
  readonly of: readonly MemberRow[];
  readonly refusal: string | null;
  readonly onBack: () => void;
}) {
  const t = useTranslations("import.members");
  const words = useTranslations("import");
  const { readFailure } = useUi();
  const [drafts, setDrafts] = useState(() => memberDrafts(of));
  const [orderId] = useState(() => crypto.randomUUID());
  const [isAsked, setIsAsked] = useState(false);
  // The answer holds tokens: it is kept by this component and by nothing else.
  const add = useMutation(useTRPC().imports.addMembers.mutationOptions({ gcTime: 0 }));
  const faults = draftFaults(drafts, []);
  const wrong = Object.keys(faults).length;
  const order = () => {
    setIsAsked(true);
    if (wrong === 0) add.mutate({ orderId, members: memberOrder(of, drafts) });
  };
  if (add.data) return <MemberResult of={add.data} onAgain={order} isBusy={add.isPending} onBack={onBack} />;
  return (
    <Stack gap="m">
      <p className="max-w-3xl text-ink-soft">{t("reviewHelp")}</p>
      <ul className="flex flex-col gap-3">
        {of.map((member) => {
          const [key, draft] = [memberKey(member), drafts[memberKey(member)]];
          return draft ? (
            <MemberCard
              key={key}
              of={member}
              draft={draft}
              onChange={(next) => setDrafts((before) => ({ ...before, [key]: next }))}
              faults={isAsked ? (faults[key] ?? []) : []}
            />
          ) : null;
        })}
      </ul>
      {isAsked && wrong > 0 && <FailureNotice title={t("notYet", { count: wrong })} />}
      {add.error && (
        <FailureNotice title={t("notAdded")}>
          <p>{readFailure(add.error).message}</p>
        </FailureNotice>
      )}
      <Inline>
        <Button variant="primary" onClick={order} isBusy={add.isPending} refusal={refusal}>
          {t("addAll", { count: of.length })}
        </Button>
        <Button onClick={onBack}>{words("back")}</Button>
      </Inline>
    </Stack>
  );
}
