"use client";
import type { LinkState } from "@holdfast/contracts/cluster";
import type { AgentDetail } from "@holdfast/contracts/fleet";
import { Panel } from "@holdfast/ui/panel";
import { Timeline } from "@holdfast/ui/timeline";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { linkMarks } from "../shared-status/status-marks";

const isLinkState = (word: string): word is LinkState => Object.hasOwn(linkMarks, word);

/** How the link has come and gone, the newest first. */
export function AgentHistory({ transitions }: { readonly transitions: AgentDetail["transitions"] }) {
  const t = useTranslations("cluster.history");
  const words = useTranslations("status.link");
  const say = useSay();
  return (
    <Panel title={t("title")}>
      {transitions.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <Timeline
          label={t("title")}
          entries={transitions.map(({ state, reason, phrase, hubId, at }) => ({
            id: `${at.getTime()}/${state}`,
            at,
            title: isLinkState(state) ? words(state) : state,
            detail: t("detail", { reason: say({ message: reason, phrase }), hub: hubId }),
            ...(isLinkState(state) ? linkMarks[state] : {}),
          }))}
        />
      )}
    </Panel>
  );
}
