"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Code } from "@holdfast/ui/code";
import { CopyButton } from "@holdfast/ui/copy-button";
import { type KeyValue, KeyValueList } from "@holdfast/ui/key-value-list";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Quantity } from "@holdfast/ui/quantity";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { ReadyCount } from "../shared-object/ready-count";
import { HealthStatus } from "../shared-status/status-word";
import { ImageLink } from "./image-link";
import { objectHref } from "./related-objects";

/** What every object has: where it is, how it stands, whose it is, and when that was seen. */
export function ObjectOverview({ object }: { readonly object: ObjectRow }) {
  const t = useTranslations("object");
  const { owner, node } = object;
  const items: readonly KeyValue[] = [
    { label: t("health"), value: <HealthStatus of={object.health} /> },
    { label: t("status"), value: object.status },
    ...(object.desired === null ? [] : [{ label: t("ready"), value: <ReadyCount ready={object.ready} desired={object.desired} /> }]),
    ...(object.restarts === null ? [] : [{ label: t("restarts"), value: <Quantity value={object.restarts} unit="count" /> }]),
    { label: t("kind"), value: `${object.kind} (${object.resource})` },
    { label: t("namespace"), value: object.namespace ?? "—" },
    { label: t("cluster"), value: <Link href={`/clusters/${object.clusterId}`}>{object.clusterName}</Link> },
    ...(node === null
      ? []
      : [
          {
            label: t("node"),
            value: <Link href={`/inventory?${new URLSearchParams({ kind: "nodes", q: node, cluster: object.clusterId })}`}>{node}</Link>,
          },
        ]),
    {
      label: t("owner"),
      value:
        owner === null ? (
          "—"
        ) : (
          <Link href={objectHref({ clusterId: object.clusterId, uid: owner.uid })}>{`${owner.kind} ${owner.name}`}</Link>
        ),
    },
    { label: t("created"), value: <Time at={object.createdAt} /> },
    { label: t("observed"), value: <Time at={object.observedAt} /> },
    {
      label: t("uid"),
      value: (
        <Inline gap="xs">
          <Code>{object.uid}</Code>
          <CopyButton value={object.uid} />
        </Inline>
      ),
    },
    ...(object.images.length === 0
      ? []
      : [
          {
            label: t("images"),
            value: (
              <Stack gap="xs">
                {object.images.map((image) => (
                  <ImageLink key={image} image={image} />
                ))}
              </Stack>
            ),
          },
        ]),
  ];
  return (
    <Panel title={t("overview")}>
      <KeyValueList items={items} />
    </Panel>
  );
}
