"use client";
import type { OwnerTreeNode } from "@holdfast/contracts/object";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { ReadyCount } from "../shared-object/ready-count";
import { healthMarks } from "../shared-status/status-marks";
import { objectHref } from "./related-objects";

const STEP_REM = 1.25;

interface OwnerTreePanelProps {
  readonly object: { readonly clusterId: string; readonly uid: string };
  /** Where everything that it owns is listed. */
  readonly allHref: string;
}

function Node({ node, clusterId }: { readonly node: OwnerTreeNode; readonly clusterId: string }) {
  const name = `${node.kind} ${node.name}`;
  return (
    <li
      aria-current={node.isSelf ? "true" : undefined}
      className={`flex min-h-8 flex-wrap items-center gap-x-3 px-3 py-1 ${node.isSelf ? "bg-selected font-medium" : ""}`}
      style={{ paddingInlineStart: `${0.75 + node.depth * STEP_REM}rem` }}
    >
      <span className="min-w-0 break-all">{node.isSelf ? name : <Link href={objectHref({ clusterId, uid: node.uid })}>{name}</Link>}</span>
      <StatusMark {...healthMarks[node.health]} word={node.status} />
      {node.desired !== null && <ReadyCount ready={node.ready} desired={node.desired} />}
    </li>
  );
}

/** Who owns the object, and everything that it owns: each below its owner, the ill first. */
export function OwnerTreePanel({ object: { clusterId, uid }, allHref }: OwnerTreePanelProps) {
  const t = useTranslations("object");
  const query = useQuery(useTRPC().object.tree.queryOptions({ clusterId, uid }));
  return (
    <Panel title={t("tree")} padding="none">
      <Resolve
        query={query}
        loading={<SkeletonText lines={4} />}
        isEmpty={({ nodes }) => nodes.length < 2}
        empty={<p className="px-3 py-3 text-ink-soft">{t("ownsNothing")}</p>}
      >
        {({ nodes, isCut }) => (
          <>
            <ul aria-label={t("tree")}>
              {nodes.map((node) => (
                <Node key={node.uid} node={node} clusterId={clusterId} />
              ))}
            </ul>
            {isCut && (
              <p className="px-3 py-2">
                <Link href={allHref}>{t("treeCut")}</Link>
              </p>
            )}
          </>
        )}
      </Resolve>
    </Panel>
  );
}
