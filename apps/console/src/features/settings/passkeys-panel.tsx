"use client";
import type { OwnPasskeys, PasskeyView } from "@holdfast/contracts/passkey";
import { Button } from "@holdfast/ui/button";
import { Link } from "@holdfast/ui/link";
import { Panel } from "@holdfast/ui/panel";
import { Resolve } from "@holdfast/ui/resolve";
import { SkeletonBar } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { isAtPasskeyAddress } from "../shared-session/passkey-browser";

const NewPasskeyDialog = dynamic(() => import("./new-passkey-dialog").then((module) => module.NewPasskeyDialog), { ssr: false });
const RemovePasskeyDialog = dynamic(() => import("./remove-passkey-dialog").then((module) => module.RemovePasskeyDialog), { ssr: false });

function Passkeys({ own, onRemove }: { readonly own: OwnPasskeys; readonly onRemove: (passkey: PasskeyView) => void }) {
  const t = useTranslations("identity.passkey");
  const isHere = isAtPasskeyAddress(own.address, window.location.origin);
  return (
    <Stack gap="s">
      {!isHere && own.address === null && <p className="max-w-[72ch]">{t("impossible")}</p>}
      {!isHere && own.address !== null && (
        <p className="max-w-[72ch]">
          {t("elsewhere")} <Link href={`${own.address}/settings`}>{own.address}</Link>
        </p>
      )}
      {own.passkeys.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="flex flex-col">
          {own.passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1">
              <span className="flex min-w-0 flex-wrap items-center gap-x-3">
                <span className="break-words font-medium">{passkey.name}</span>
                <span className="text-ink-soft">
                  {passkey.lastUsedAt === null ? t("neverUsed") : t("used")}{" "}
                  {passkey.lastUsedAt !== null && <Time at={passkey.lastUsedAt} show="relative" />}
                </span>
              </span>
              <Button size="s" onClick={() => onRemove(passkey)}>
                {t("removeOf", { name: passkey.name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

/** The reader's passkeys, and the ways to make one and to end one; or at which address they can. */
export function PasskeysPanel() {
  const t = useTranslations("identity.passkey");
  const query = useQuery(useTRPC().passkey.list.queryOptions());
  const [asked, setAsked] = useState<"new" | PasskeyView | null>(null);
  const close = () => setAsked(null);
  const canMake = query.data !== undefined && isAtPasskeyAddress(query.data.address, window.location.origin);
  return (
    <Panel
      title={t("title")}
      actions={
        canMake && (
          <Button size="s" onClick={() => setAsked("new")}>
            {t("make")}
          </Button>
        )
      }
    >
      <Stack gap="s">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        <Resolve query={query} loading={<SkeletonBar width="16rem" />} isEmpty={() => false} empty={null}>
          {(own) => <Passkeys own={own} onRemove={setAsked} />}
        </Resolve>
      </Stack>
      {asked === "new" && <NewPasskeyDialog onClose={close} />}
      {asked !== null && asked !== "new" && <RemovePasskeyDialog passkey={asked} onClose={close} />}
    </Panel>
  );
}
