"use client";
import { Code } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { OrderDialog, type OrderDialogProps } from "./order-dialog";
import { replicasOf } from "./replicas-of";
import { useOrder } from "./use-order";

interface ScaleDialogProps extends OrderDialogProps {
  /** What an undo goes back to; null for a new figure. */
  readonly replicas: number | null;
}

/** Orders other replicas. What the reader saw when the dialog opened travels along: the agent refuses when it is another by then. */
export function ScaleDialog({ replicas, ...props }: ScaleDialogProps) {
  const t = useTranslations("object.order.scale");
  const { object, onClose } = props;
  const [seen] = useState(object.desired ?? 0);
  const [text, setText] = useState(String(replicas ?? seen));
  const [isAsked, setIsAsked] = useState(false);
  const order = useOrder(object, useTRPC().object.scale.mutationOptions(), onClose);
  const wanted = replicasOf(text);
  const error = wanted === null ? t("wrong") : wanted === seen ? t("same") : null;
  const { gitOps } = object.facts;
  const confirm = (name: string | null) => {
    setIsAsked(true);
    if (wanted !== null && error === null) order.send({ replicas: wanted, expectReplicas: seen }, name);
  };
  return (
    <OrderDialog
      {...props}
      title={t("title", { name: object.name })}
      consequence={t("consequence", { cluster: object.clusterName })}
      confirmLabel={t("confirm")}
      onConfirm={confirm}
      isBusy={order.isBusy}
      failure={order.failure}
    >
      <Stack gap="s">
        <TextField
          name="replicas"
          type="number"
          label={t("replicas")}
          value={text}
          onChange={setText}
          error={isAsked ? error : null}
          autoComplete="off"
          isRequired
        />
        <p>
          {t("change")} <Code>{String(seen)}</Code> → <Code>{wanted === null ? "—" : String(wanted)}</Code>
        </p>
        {typeof gitOps === "string" && (
          <Notice tone="caution" shape="triangle" title={t("gitOps")}>
            {t("gitOpsDetail", { owner: gitOps })}
          </Notice>
        )}
      </Stack>
    </OrderDialog>
  );
}
