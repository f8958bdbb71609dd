"use client";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import type { ObjectVerb, ObjectVerbView } from "@holdfast/contracts/object";
import { CordonDialog } from "./cordon-dialog";
import { DeleteDialog } from "./delete-dialog";
import { DrainDialog } from "./drain-dialog";
import { EditOrder } from "./edit-order";
import { RestartDialog } from "./restart-dialog";
import { ScaleDialog } from "./scale-dialog";
import type { AskedOrder } from "./use-asked-order";

interface OrderDialogsProps {
  readonly object: ObjectRow;
  readonly verbs: readonly ObjectVerbView[];
  readonly asked: AskedOrder;
}

/** The dialog of each verb, one of them open at most. */
export function OrderDialogs({ object, verbs, asked }: OrderDialogsProps) {
  const propsOf = (verb: ObjectVerb) => ({
    object,
    isOpen: asked.verb === verb,
    onClose: asked.close,
    // Until the server has said that it need not be, the name is asked for.
    needsName: verbs.find((each) => each.verb === verb)?.needsName ?? true,
  });
  const { opening } = asked;
  return (
    <>
      <ScaleDialog key={`scale-${opening}`} {...propsOf("scale")} replicas={asked.replicas} />
      <RestartDialog key={`restart-${opening}`} {...propsOf("restart")} />
      <CordonDialog key={`cordon-${opening}`} {...propsOf("cordon")} verb="cordon" />
      <CordonDialog key={`uncordon-${opening}`} {...propsOf("uncordon")} verb="uncordon" />
      <DrainDialog key={`drain-${opening}`} {...propsOf("drain")} opening={opening} />
      <EditOrder key={`edit-${opening}`} {...propsOf("edit")} opening={opening} />
      <DeleteDialog key={`delete-${opening}`} {...propsOf("delete")} />
    </>
  );
}
