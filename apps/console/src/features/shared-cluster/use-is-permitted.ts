"use client";
import type { Permission } from "@holdfast/contracts/permissions";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Whether the reader holds a permission somewhere; false until the server said so. */
export function useIsPermitted(permission: Permission): boolean {
  const { data } = useQuery(useTRPC().self.me.queryOptions());
  return data?.permissions.includes(permission) ?? false;
}
