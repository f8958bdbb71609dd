"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import type { AgentRights } from "@holdfast/contracts/cluster-import";
import { Button } from "@holdfast/ui/button";
import { Dialog } from "@holdfast/ui/dialog";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { Inline, Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { readRights, rightsDraft } from "../shared-cluster/agent-rights";
import { AgentRightsFields } from "../shared-cluster/agent-rights-fields";

interface RightsDialogProps {
  readonly cluster: ClusterView;
  readonly rights: AgentRights;
  readonly onClose: () => void;
  readonly refusal: string | null;
}

/** Says anew what the agent beside the hub may do for people. Open while it is there. */
export function RightsDialog({ cluster, rights, onClose, refusal }: RightsDialogProps) {
  const t = useTranslations("cluster.hosted");
  const { text, readFailure } = useUi();
  const [draft, setDraft] = useState(() => rightsDraft(rights));
  const [isAsked, setIsAsked] = useState(false);
  const set = useMutation(
    useTRPC().cluster.setAgentRights.mutationOptions({
      onSuccess: () => {
        onClose();
        notify({ tone: "good", title: t("rightsSet", { name: cluster.name }) });
      },
    }),
  );
  const submit = () => {
    setIsAsked(true);
    const read = readRights(draft);
    if ("rights" in read) set.mutate({ clusterId: cluster.id, rights: read.rights });
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("rightsOf", { name: cluster.name })} description={t("rightsHelp")}>
      <Stack gap="m">
        {set.error && (
          <Notice tone="bad" shape="cross" title={t("rightsNotSet")}>
            <p>{readFailure(set.error).message}</p>
          </Notice>
        )}
        <AgentRightsFields draft={draft} onChange={setDraft} isAsked={isAsked} />
        <Inline>
          <Button variant="primary" onClick={submit} isBusy={set.isPending} refusal={refusal}>
            {t("rightsSave")}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </Inline>
      </Stack>
    </Dialog>
  );
}
