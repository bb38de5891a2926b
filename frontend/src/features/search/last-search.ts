/** The way back from a listing to the hits one came from. Kept in memory until the page is closed or its member signs out. */
import type { LinkProps } from "@tanstack/react-router";
import { queries } from "@/api/client";
import { EVERYTHING, type Kind, linkToSearch, type Search } from "./question";

const key = (kind: Kind) => ["last-search", kind];
queries.setQueryDefaults(["last-search"], { gcTime: Number.POSITIVE_INFINITY });

export function rememberSearch(kind: Kind, search: Search): void {
  queries.setQueryData(key(kind), search);
}

export function lastSearch(kind: Kind): Search {
  return queries.getQueryData<Search>(key(kind)) ?? EVERYTHING;
}

export function linkToLastSearch(kind: Kind): LinkProps {
  return linkToSearch(kind, lastSearch(kind));
}
