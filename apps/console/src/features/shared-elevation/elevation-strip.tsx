"use client";
import type { ActiveElevation } from "@holdfast/contracts/elevation";
import { Button } from "@holdfast/ui/button";
import { Duration } from "@holdfast/ui/duration";
import { Notice } from "@holdfast/ui/notice";
import { notify } from "@holdfast/ui/notify";
import { useUi } from "@holdfast/ui/ui-provider";
import { useNow } from "@holdfast/ui/use-now";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useClustersText } from "../shared-identity/grant-words";

/** One role for some hours: how long it still holds, and the way to end it now. */
export function ElevationStrip({ elevation }: { readonly elevation: ActiveElevation }) {
  const t = useTranslations("approvals.elevation");
  const identity = useTranslations("identity");
  const clusters = useClustersText();
  const { readFailure } = useUi();
  const seconds = useNow((now) => Math.max(0, Math.ceil((elevation.endsAt.getTime() - now) / 1000)));
  const end = useMutation(
    useTRPC().elevation.end.mutationOptions({
      onError: (cause) => notify({ tone: "bad", title: t("notEnded"), detail: readFailure(cause).message }),
    }),
  );
  return (
    <section aria-label={t("elevated")} className="mb-4">
      <Notice
        tone="caution"
        shape="clock"
        title={t("elevatedTo", { role: identity(`role.${elevation.role}`), clusters: clusters(elevation.selector) })}
        action={
          <Button size="s" isBusy={end.isPending} onClick={() => end.mutate({ elevationId: elevation.id })}>
            {t("endNow")}
          </Button>
        }
      >
        <p>
          {t("left")} <Duration ms={seconds * 1000} />
        </p>
      </Notice>
    </section>
  );
}
