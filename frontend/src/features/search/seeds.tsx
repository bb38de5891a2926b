import { SearchPage } from "./search-page";

export function Seeds() {
  return <SearchPage kind="seed" />;
}
