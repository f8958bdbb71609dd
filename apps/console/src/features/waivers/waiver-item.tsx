"use client";
import type { WaiverRow } from "@holdfast/contracts/waiver";
import { Button } from "@holdfast/ui/button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGateRefusal } from "../../i18n/use-gate-refusal";
import { useRefusal } from "../shared-cluster/use-refusal";
import { DecideWaiverDialog } from "./decide-waiver-dialog";
import { RevokeWaiverDialog } from "./revoke-waiver-dialog";
import { WaiverMark } from "./waiver-mark";
import { WaiverScope } from "./waiver-scope";

type Asked = "approve" | "decline" | "end";

function Actions({ waiver, onAsk }: { readonly waiver: WaiverRow; readonly onAsk: (asked: Asked) => void }) {
  const t = useTranslations("waivers");
  const refusalOf = useGateRefusal();
  const [mayApprove, mayPush] = [useRefusal("policy:approve"), useRefusal("policy:push")];
  const isRequested = waiver.state === "requested";
  if (!isRequested && waiver.state !== "active") return null;
  const decide = mayApprove ?? refusalOf(waiver.allowed.decide);
  return (
    <Inline gap="s">
      {isRequested && (
        <>
          <Button size="s" variant="primary" onClick={() => onAsk("approve")} refusal={decide}>
            {t("decide.approve")}
          </Button>
          <Button size="s" onClick={() => onAsk("decline")} refusal={decide}>
            {t("decide.decline")}
          </Button>
        </>
      )}
      <Button size="s" onClick={() => onAsk("end")} refusal={mayPush ?? refusalOf(waiver.allowed.revoke)}>
        {isRequested ? t("end.takeBack") : t("end.end")}
      </Button>
    </Inline>
  );
}

/** One waiver: what it excuses, who answers for it, until when, and what can be done about it. */
export function WaiverItem({ waiver }: { readonly waiver: WaiverRow }) {
  const t = useTranslations("waivers");
  const [asked, setAsked] = useState<Asked | null>(null);
  const { policyName, state, excuses, owner, reason, comment, decidedByName, endedByName, endedAt, isSettled } = waiver;
  const close = () => setAsked(null);
  return (
    <Panel title={t("of", { policy: policyName })} aside={<WaiverMark of={state} />} actions={<Actions waiver={waiver} onAsk={setAsked} />}>
      <Stack gap="s">
        <KeyValueList
          items={[
            { label: t("scope"), value: <WaiverScope waiver={waiver} /> },
            { label: t("reason"), value: reason },
            { label: t("owner"), value: owner },
            {
              label: t("requested"),
              value: (
                <>
                  {waiver.requestedByName} · <Time at={waiver.requestedAt} />
                </>
              ),
            },
            ...(decidedByName === null
              ? []
              : [
                  {
                    label: t("decided"),
                    value: (
                      <>
                        {decidedByName} · <Time at={waiver.decidedAt} /> {comment}
                      </>
                    ),
                  },
                ]),
            { label: t("expires"), value: <Time at={waiver.expiresAt} /> },
            ...(endedAt === null
              ? []
              : [
                  {
                    label: t("ended"),
                    value: (
                      <>
                        {endedByName ?? t("byTime")} · <Time at={endedAt} />
                      </>
                    ),
                  },
                ]),
            ...(state === "active"
              ? [
                  {
                    label: t("excuses"),
                    value: (
                      <Link href={`/policies/violations?${new URLSearchParams({ state: "waived", policy: policyName })}`}>
                        {t("excusesCount", { count: excuses })}
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {!isSettled && <StatusMark tone="busy" shape="clock" word={t("unsettled")} />}
      </Stack>
      {asked === "end" && <RevokeWaiverDialog waiver={waiver} onClose={close} />}
      {(asked === "approve" || asked === "decline") && <DecideWaiverDialog waiver={waiver} decision={asked} onClose={close} />}
    </Panel>
  );
}
