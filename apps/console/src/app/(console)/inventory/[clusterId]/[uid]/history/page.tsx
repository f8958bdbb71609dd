import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ObjectHistory } from "../../../../../../features/object/object-history";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("object"))("tab.history") };
}

export default async function InventoryObjectHistory({ params }: { params: Promise<{ clusterId: string; uid: string }> }) {
  const { clusterId, uid } = await params;
  const decoded = decodeURIComponent(uid);
  if (!UUID.test(clusterId) || decoded.length > 128) notFound();
  return <ObjectHistory clusterId={clusterId} uid={decoded} />;
}
