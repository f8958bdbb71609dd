"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { useRefusal } from "../shared-cluster/use-refusal";
import { EnrolmentPanel } from "../shared-enrolment/enrolment-panel";
import { useEnrolmentToken } from "../shared-enrolment/use-enrolment-token";

/** Brings an agent in where none is connected: the first one, or one with a new key after a revocation or a loss. */
export function EnrolPanel({ cluster }: { readonly cluster: ClusterView }) {
  const t = useTranslations("cluster.enrol");
  const token = useEnrolmentToken();
  const refusal = useRefusal("cluster:edit");
  return (
    <Panel title={t("title")}>
      <EnrolmentPanel cluster={cluster} token={token} refusal={refusal} />
    </Panel>
  );
}
