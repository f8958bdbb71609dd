import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AddClusterPage } from "../../../../features/clusters/add-cluster-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("clusters");
  return { title: t("add") };
}

export default function AddCluster() {
  return <AddClusterPage />;
}
