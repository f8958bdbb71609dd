import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InventoryPage } from "../../../features/inventory/inventory-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("inventory") };
}

export default function Inventory() {
  return <InventoryPage />;
}
