"use client";
import type { ClusterComponent, ComponentSign } from "@holdfast/contracts/component";
import { Link } from "@holdfast/ui/link";
import { OutsideText } from "@holdfast/ui/outside-text";
import { useTranslations } from "next-intl";
import { useTheCluster } from "./cluster-context";

const MOST = 3;

const keyOf = (sign: ComponentSign) => (sign.kind === "workload" ? `${sign.uid} ${sign.image}` : JSON.stringify(sign));

function Sign({ sign }: { readonly sign: ComponentSign }) {
  const t = useTranslations("cluster.components.sign");
  const { id } = useTheCluster();
  if (sign.kind === "workload")
    return (
      <Link href={`/inventory/${id}/${encodeURIComponent(sign.uid)}`}>
        {`${sign.objectKind} ${sign.namespace === null ? sign.name : `${sign.namespace}/${sign.name}`}`}
      </Link>
    );
  if (sign.kind === "nodes") return t.rich("nodes", { count: sign.count, value: () => <OutsideText>{sign.value}</OutsideText> });
  if (sign.kind === "class") return <OutsideText>{`${sign.name} (${sign.value})`}</OutsideText>;
  return <OutsideText>{sign.name}</OutsideText>;
}

/** What tells that a component is there: the first signs, each a way to what it is about, and how many more there are. */
export function ComponentSigns({ of }: { readonly of: Pick<ClusterComponent, "signs" | "signCount"> }) {
  const t = useTranslations("cluster.components");
  return (
    <ul className="flex min-w-0 flex-col">
      {of.signs.slice(0, MOST).map((sign) => (
        <li key={keyOf(sign)} className="min-h-6 truncate leading-6">
          <Sign sign={sign} />
        </li>
      ))}
      {of.signCount > MOST && <li className="text-ink-soft text-small">{t("moreSigns", { count: of.signCount - MOST })}</li>}
    </ul>
  );
}
