import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClustersPage } from "../../../features/clusters/clusters-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("nav");
  return { title: t("clusters") };
}

export default function Clusters() {
  return <ClustersPage />;
}
