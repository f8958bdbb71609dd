"use client";
import type { RolloutView } from "@holdfast/contracts/policy";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Time } from "@holdfast/ui/time";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";

const SECOND_MS = 1000;

/** How long it is until an instant, second by second; nothing once it has come. */
function Remaining({ until }: { readonly until: Date }) {
  const t = useTranslations("rollout.wait");
  const left = useNow((now) => String(Math.max(0, Math.ceil((until.getTime() - now) / SECOND_MS))));
  return left === "0" ? null : <span className="tabular-nums"> {t("remaining", { seconds: Number(left) })}</span>;
}

/** What the rollout stands still for, and until when; an approval has a notice of its own. */
export function WaitNotice({ rollout }: { readonly rollout: RolloutView }) {
  const t = useTranslations("rollout.wait");
  const { waits } = rollout;
  if (waits === null || waits.kind === "approval" || waits.kind === "clusters") return null;
  const isHeld = waits.kind === "switch" || waits.kind === "freeze";
  return (
    <Notice tone={isHeld ? "caution" : "busy"} shape={isHeld ? "pause" : "ring"} title={t(`title.${waits.kind}`)}>
      <p>
        {waits.name !== null && (
          <>
            <OutsideText>{waits.name}</OutsideText> ·{" "}
          </>
        )}
        {t(`what.${waits.kind}`)}
      </p>
      {waits.until !== null && (
        <p>
          {t("until")} <Time at={waits.until} />
          <Remaining until={waits.until} />
        </p>
      )}
    </Notice>
  );
}
