/** What each role finds in the navigation, in the order of a day's work. */

import type { LinkProps } from "@tanstack/react-router";
import type { Role } from "@/features/me";
import { messages } from "@/i18n/messages";
import type { IconName } from "@/ui/icons";

export const navigationTexts = messages(
  {
    home: "ホーム",
    mySeeds: "自分のシーズ",
    myNeeds: "自社のニーズ",
    seeds: "シーズを探す",
    needs: "ニーズを探す",
    map: "領域×段階マップ",
    candidates: "マッチング候補",
    introductions: "紹介",
    saved: "保存した検索",
    notes: "チームのメモ",
    queue: "審査待ち",
    institutions: "担当機関",
    dashboard: "ダッシュボード",
    applications: "入会審査",
    members: "会員",
    organisations: "機関",
    undertakings: "誓約書",
    announcements: "お知らせ管理",
    vocabularies: "語彙",
    liaisons: "リエゾンの担当",
    operations: "配信と処理",
    ledger: "台帳",
    find: "探す",
    work: "仕事",
    keep: "運営",
  },
  {
    home: "Home",
    mySeeds: "My seeds",
    myNeeds: "Our needs",
    seeds: "Find seeds",
    needs: "Find needs",
    map: "Area × stage map",
    candidates: "Matches",
    introductions: "Introductions",
    saved: "Saved searches",
    notes: "Team notes",
    queue: "Review queue",
    institutions: "My institutions",
    dashboard: "Dashboard",
    applications: "Applications",
    members: "Members",
    organisations: "Organisations",
    undertakings: "Undertakings",
    announcements: "Announcements",
    vocabularies: "Vocabularies",
    liaisons: "Liaisons’ desks",
    operations: "Queue and mail",
    ledger: "Ledger",
    find: "Find",
    work: "Work",
    keep: "Keep",
  },
);

type TextKey = keyof typeof navigationTexts.ja;
export interface Place {
  to: LinkProps["to"] & string;
  text: TextKey;
  icon: IconName;
}
export interface Group {
  text?: TextKey;
  places: Place[];
}

const home: Place = { to: "/", text: "home", icon: "home" };
const seeds: Place = { to: "/seeds", text: "seeds", icon: "search" };
const needs: Place = { to: "/needs", text: "needs", icon: "search" };
const map: Place = { to: "/map", text: "map", icon: "chart" };
const saved: Place = { to: "/saved-searches", text: "saved", icon: "star" };
const notes: Place = { to: "/notes", text: "notes", icon: "file" };
const candidates: Place = { to: "/candidates", text: "candidates", icon: "tie" };
const introductions: Place = { to: "/introductions", text: "introductions", icon: "mail" };
const queue: Place = { to: "/reviews", text: "queue", icon: "list" };
const dashboard: Place = { to: "/dashboard", text: "dashboard", icon: "chart" };
const ledger: Place = { to: "/ledger", text: "ledger", icon: "book" };

/** `reviews`: this researcher reviews for the institution. */
export function navigationFor(role: Role, reviews: boolean): Group[] {
  switch (role) {
    case "researcher":
      return [
        {
          places: [
            home,
            { to: "/mine", text: "mySeeds", icon: "file" },
            ...(reviews ? [queue] : []),
            candidates,
            introductions,
          ],
        },
        { text: "find", places: [needs, saved, map, notes] },
      ];
    case "company":
      return [
        { places: [home, seeds, saved, map, notes] },
        { text: "work", places: [{ to: "/mine", text: "myNeeds", icon: "file" }, candidates, introductions] },
      ];
    case "liaison":
      return [
        {
          places: [
            home,
            queue,
            candidates,
            introductions,
            { to: "/institutions", text: "institutions", icon: "building" },
          ],
        },
        { text: "find", places: [seeds, needs, saved, map] },
      ];
    case "secretariat":
      return [
        { places: [home, dashboard, { to: "/applications", text: "applications", icon: "user" }] },
        {
          text: "keep",
          places: [
            { to: "/members", text: "members", icon: "user" },
            { to: "/organisations", text: "organisations", icon: "building" },
            { to: "/liaisons", text: "liaisons", icon: "list" },
            { to: "/undertakings", text: "undertakings", icon: "scale" },
            { to: "/announcements", text: "announcements", icon: "info" },
            { to: "/vocabularies", text: "vocabularies", icon: "book" },
            { to: "/operations", text: "operations", icon: "clock" },
            ledger,
          ],
        },
        { text: "find", places: [seeds, needs] },
      ];
    case "auditor":
      return [{ places: [home, ledger] }];
  }
}
