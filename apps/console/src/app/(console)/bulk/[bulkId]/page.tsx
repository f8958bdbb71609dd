import { BulkId } from "@holdfast/contracts/ids";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BulkPage } from "../../../../features/bulk/bulk-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("crumb") };
}

export default async function BulkOrder({ params }: { params: Promise<{ bulkId: string }> }) {
  const bulkId = BulkId.safeParse((await params).bulkId);
  if (!bulkId.success) notFound();
  return <BulkPage bulkId={bulkId.data} />;
}
