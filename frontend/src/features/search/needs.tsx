import { SearchPage } from "./search-page";

export function Needs() {
  return <SearchPage kind="need" />;
}
