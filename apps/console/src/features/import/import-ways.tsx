"use client";
import { TabLinks } from "@holdfast/ui/tabs";
import { useTranslations } from "next-intl";

/** The ways in which clusters are brought in, each with an address of its own. */
export function ImportWays({ way }: { readonly way: "kubeconfig" | "members" }) {
  const t = useTranslations("import.way");
  return (
    <TabLinks
      label={t("label")}
      links={[
        { href: "/clusters/import", label: t("kubeconfig"), isCurrent: way === "kubeconfig" },
        { href: "/clusters/import/members", label: t("members"), isCurrent: way === "members" },
      ]}
    />
  );
}
