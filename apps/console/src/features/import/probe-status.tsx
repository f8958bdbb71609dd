"use client";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { managedAs, type ProbeState } from "./import-draft";

const FEW = 6;

/** What the account may not do of what an agent needs: a few, and how many more. */
function Missing({ rights }: { readonly rights: readonly string[] }) {
  const t = useTranslations("import");
  if (rights.length === 0) return null;
  const more = rights.length - FEW;
  return (
    <div>
      <StatusMark tone="caution" shape="triangle" word={t("missingRights", { count: rights.length })} />
      <p className="break-words text-ink-soft">
        {rights.slice(0, FEW).join(", ")}
        {more > 0 && ` ${t("more", { count: more })}`}
      </p>
    </div>
  );
}

/** What a hub found at the cluster of a context. `twin`: the context before that leads to the same one. */
export function ProbeStatus({ state, twin }: { readonly state: ProbeState | undefined; readonly twin: string | undefined }) {
  const t = useTranslations("import");
  if (!state) return null;
  if (state.kind === "asking") return <StatusMark tone="busy" shape="half" word={t("asking")} />;
  if (state.kind === "failed" || !state.probe.isReachable) {
    const reason = state.kind === "failed" ? state.reason : state.probe.isReachable ? "" : state.probe.reason;
    return (
      <div>
        <StatusMark tone="bad" shape="cross" word={t("notReached")} />
        <p className="break-words text-ink-soft">
          <OutsideText>{reason}</OutsideText>
        </p>
      </div>
    );
  }
  const name = managedAs(state);
  return (
    <div className="flex flex-col gap-1">
      <StatusMark tone="good" shape="tick" word={t("reached", { version: state.probe.kubernetesVersion })} />
      {name !== undefined && (
        <p>
          <StatusMark tone="caution" shape="diamond" word={t("managed")} />{" "}
          {name === null ? t("managedHidden") : <Link href={`/clusters/${name}`}>{name}</Link>}
        </p>
      )}
      {twin !== undefined && <StatusMark tone="caution" shape="diamond" word={t("twin", { context: twin })} />}
      <Missing rights={state.probe.missing} />
    </div>
  );
}
