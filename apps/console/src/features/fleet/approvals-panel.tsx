"use client";
import type { PendingApproval } from "@holdfast/contracts/failover";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

const MOST_SHOWN = 4;

function Entry({ of }: { readonly of: PendingApproval }) {
  const t = useTranslations("fleet");
  const say = useSay();
  const { canDecide } = of;
  return (
    <li className="flex flex-col gap-0.5 border-line border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <Link href="/approvals" variant="quiet">
        {say({ message: of.title, phrase: of.phrase })}
      </Link>
      <span className="flex flex-wrap items-baseline gap-x-3">
        <StatusMark
          tone={canDecide.isMet ? "caution" : "idle"}
          shape="diamond"
          word={t(canDecide.isMet ? "approvalYours" : "approvalOthers")}
        />
        <span className="text-ink-soft">
          {t(`approvalKind.${of.kind}`)} · <OutsideText>{of.requestedByName}</OutsideText>
        </span>
      </span>
      <span className="text-ink-soft text-small">
        {of.expiresAt === null ? (
          <Time at={of.requestedAt} show="relative" />
        ) : (
          t.rich("approvalExpires", { at: () => <Time at={of.expiresAt} show="relative" /> })
        )}
      </span>
    </li>
  );
}

/** The head of what waits for a decision, what the reader may decide first. */
export function ApprovalsPanel({ approvals }: { readonly approvals: readonly PendingApproval[] }) {
  const t = useTranslations("fleet");
  const sorted = approvals.toSorted((a, b) => Number(b.canDecide.isMet) - Number(a.canDecide.isMet));
  const more = sorted.length - MOST_SHOWN;
  return (
    <Panel title={t("approvals")} aside={sorted.length > 0 && <span className="tabular-nums">{sorted.length}</span>}>
      {sorted.length === 0 ? (
        <p className="text-ink-soft">{t("approvalsNone")}</p>
      ) : (
        <ul>
          {sorted.slice(0, MOST_SHOWN).map((each) => (
            <Entry key={`${each.id}/${each.detail}`} of={each} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="border-line border-t pt-2">
          <Link href="/approvals">{t("moreApprovals", { count: more })}</Link>
        </p>
      )}
    </Panel>
  );
}
