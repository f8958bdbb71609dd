"use client";
import type { ClusterView, RegisterCluster } from "@holdfast/contracts/cluster";
import { Breadcrumbs } from "@holdfast/ui/breadcrumbs";
import { PageHeader } from "@holdfast/ui/page-header";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { CardSkeleton } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { type Step, Stepper } from "@holdfast/ui/stepper";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRefusal } from "../shared-cluster/use-refusal";
import { EnrolmentPanel } from "../shared-enrolment/enrolment-panel";
import { useEnrolmentToken } from "../shared-enrolment/use-enrolment-token";
import { ConnectedNotice } from "./connected-notice";
import { DescribeForm } from "./describe-form";
import { readPrefill } from "./prefill";

type Id = ClusterView["id"];

const order = ["describe", "enrol", "connected"] as const;

function Steps({ at }: { readonly at: (typeof order)[number] }) {
  const t = useTranslations("clusters.step");
  const place = order.indexOf(at);
  const state = (index: number): Step["state"] => (index < place || at === "connected" ? "done" : index === place ? "current" : "upcoming");
  return <Stepper label={t("label")} steps={order.map((id, index) => ({ id, label: t(id), state: state(index) }))} />;
}

/** The wizard's second page and its end: the event stream says when the agent has come. */
function Enrol({
  id,
  token,
  onAnother,
}: {
  readonly id: Id;
  readonly token: ReturnType<typeof useEnrolmentToken>;
  readonly onAnother: () => void;
}) {
  const t = useTranslations("clusters");
  const query = useQuery(useTRPC().cluster.get.queryOptions({ clusterId: id }));
  const refusal = useRefusal("cluster:edit");
  const isConnected = query.data?.link.state === "connected";
  return (
    <Stack gap="m">
      <Steps at={isConnected ? "connected" : "enrol"} />
      <Resolve query={query} loading={<CardSkeleton lines={10} />} isEmpty={() => false} empty={null}>
        {(cluster) =>
          cluster.link.state === "connected" ? (
            <ConnectedNotice cluster={cluster} onAnother={onAnother} />
          ) : (
            <Panel title={t("enrolTitle", { name: cluster.name })}>
              <EnrolmentPanel cluster={cluster} token={token} refusal={refusal} />
            </Panel>
          )
        }
      </Resolve>
    </Stack>
  );
}

/** Adds a cluster: what it is, the command for its agent, and the wait until the agent has come. */
export function AddClusterPage() {
  const t = useTranslations("clusters");
  const nav = useTranslations("nav");
  const { readFailure } = useUi();
  const refusal = useRefusal("cluster:register");
  const [id, setId] = useState<Id | null>(null);
  const params = useSearchParams();
  // What the address proposes is for the first cluster that is added here.
  const [first, setFirst] = useState(() => readPrefill(new URLSearchParams(params)));
  const token = useEnrolmentToken();
  const register = useMutation(
    useTRPC().cluster.register.mutationOptions({
      onSuccess: (added) => {
        setId(added.id);
        token.issue(added.id);
      },
    }),
  );
  const another = () => {
    setId(null);
    setFirst(readPrefill(new URLSearchParams()));
    token.forget();
    register.reset();
  };
  return (
    <Stack gap="m">
      <PageHeader trail={<Breadcrumbs trail={[{ label: nav("clusters"), href: "/clusters" }]} current={t("add")} />} title={t("add")} />
      {id === null ? (
        <Stack gap="m">
          <Steps at="describe" />
          <DescribeForm
            onDescribed={(cluster: RegisterCluster) => register.mutate(cluster)}
            isBusy={register.isPending}
            refusal={refusal}
            first={first}
            failure={register.error ? readFailure(register.error) : null}
          />
        </Stack>
      ) : (
        <Enrol id={id} token={token} onAnother={another} />
      )}
    </Stack>
  );
}
