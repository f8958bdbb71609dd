"use client";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { Stack } from "@holdfast/ui/stack";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { DrainPlanView } from "./drain-plan-view";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { useOrder } from "./use-order";

const TIMEOUTS = [300, 900, 1800, 3600] as const;

interface DrainDialogProps extends OrderDialogProps {
  /** Each opening asks the cluster anew what is on the node. */
  readonly opening: number;
}

/** Orders that a node is emptied, after what that would meet: what stays, what waits for a budget, and what has to be agreed to. */
export function DrainDialog({ opening, ...props }: DrainDialogProps) {
  const t = useTranslations("object.order.drain");
  const { object, isOpen, onClose } = props;
  const { clusterId, uid } = object;
  const client = useTRPCClient();
  const [timeout, setTimeout] = useState("900");
  const [evictUnmanaged, setEvictUnmanaged] = useState(false);
  const [evictLocalData, setEvictLocalData] = useState(false);
  const plan = useQuery({
    queryKey: ["drain-plan", clusterId, uid, opening],
    queryFn: ({ signal }) => client.object.drainPlan.query({ clusterId, uid }, { signal }),
    enabled: isOpen,
    retry: false,
  });
  const order = useOrder(object, useTRPC().object.drain.mutationOptions(), onClose);
  const withRisk = (risk: "Unmanaged" | "LocalData") => plan.data?.pods.filter(({ risks }) => risks.includes(risk)).length ?? 0;
  const [unmanaged, localData] = [withRisk("Unmanaged"), withRisk("LocalData")];
  return (
    <OrderDialog
      {...props}
      title={t("title", { name: object.name })}
      consequence={t("consequence", { cluster: object.clusterName })}
      confirmLabel={t("confirm")}
      onConfirm={(name) => order.send({ timeoutSeconds: Number(timeout), evictUnmanaged, evictLocalData }, name)}
      isBusy={order.isBusy}
      failure={order.failure}
    >
      <Stack gap="s">
        <DrainPlanView plan={plan.data} error={plan.error} />
        {(unmanaged > 0 || evictUnmanaged) && (
          <Checkbox
            label={t("evictUnmanaged", { count: unmanaged })}
            hint={t("evictUnmanagedHint")}
            isChecked={evictUnmanaged}
            onChange={setEvictUnmanaged}
          />
        )}
        {(localData > 0 || evictLocalData) && (
          <Checkbox
            label={t("evictLocalData", { count: localData })}
            hint={t("evictLocalDataHint")}
            isChecked={evictLocalData}
            onChange={setEvictLocalData}
          />
        )}
        <SelectField
          name="timeout"
          label={t("timeout")}
          value={timeout}
          onChange={setTimeout}
          options={TIMEOUTS.map((seconds) => ({ value: String(seconds), label: t("minutes", { count: seconds / 60 }) }))}
        />
      </Stack>
    </OrderDialog>
  );
}
