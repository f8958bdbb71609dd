"use client";
import type { OrderAccepted } from "@holdfast/contracts/object";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { orderKey } from "./order-key";

/** What every order says: which object, under which key, and the name that was typed out. */
interface OrderBase {
  readonly clusterId: string;
  readonly uid: string;
  readonly key: string;
  readonly confirmedName?: string | null | undefined;
}

/** What the dialog of an order needs to send it. `Part` is what the order says beyond what every one does. */
export interface Ordering<Part> {
  readonly send: (part: Part, confirmedName: string | null) => void;
  readonly isBusy: boolean;
  /** Why the last try was refused, in the server's words. */
  readonly failure: string | null;
}

/**
 * Sends an order for an object, once: until it was accepted the same content has the same key, so that a second press, or a try
 * after a broken connection, is the same order. The answer is "accepted"; the receipt comes by an event.
 */
export function useOrder<Input extends OrderBase>(
  { clusterId, uid }: { readonly clusterId: string; readonly uid: string },
  // biome-ignore lint/suspicious/noExplicitAny: tRPC's errors differ by procedure, and none of them is looked into here.
  options: UseMutationOptions<OrderAccepted, any, Input, any>,
  onAccepted: () => void,
): Ordering<Omit<Input, keyof OrderBase>> {
  const t = useTranslations("object.order");
  const { readFailure } = useUi();
  const [sent, setSent] = useState<{ key: string; content: string } | null>(null);
  const order = useMutation(options);
  const accepted = () => {
    notify({ tone: "neutral", title: t("accepted"), detail: t("acceptedDetail") });
    onAccepted();
  };
  const send = (part: Omit<Input, keyof OrderBase>, confirmedName: string | null) => {
    const content = JSON.stringify(part);
    const key = sent?.content === content ? sent.key : orderKey();
    setSent({ key, content });
    // What every order says and what this one says are together all that it says.
    order.mutate({ ...part, clusterId, uid, key, confirmedName } as unknown as Input, { onSuccess: accepted });
  };
  return { send, isBusy: order.isPending, failure: order.error ? readFailure(order.error).message : null };
}
