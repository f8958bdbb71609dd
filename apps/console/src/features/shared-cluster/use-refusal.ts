"use client";
import type { Permission } from "@holdfast/contracts/permissions";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";

/** Why the reader may not do something, as the `refusal` of a button; null when they may, or when the server will have to say. */
export function useRefusal(permission: Permission): string | null {
  const t = useTranslations("clusterWords");
  const { data } = useQuery(useTRPC().self.me.queryOptions());
  return data === undefined || data.permissions.includes(permission) ? null : t("notPermitted", { permission });
}
