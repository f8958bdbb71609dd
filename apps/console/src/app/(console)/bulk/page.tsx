import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BulkListPage } from "../../../features/bulk/bulk-list-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("bulk") };
}

export default function BulkOrders() {
  return <BulkListPage />;
}
