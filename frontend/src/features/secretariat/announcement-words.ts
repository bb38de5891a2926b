/** Kinds and phases of announcements. */
import { messages } from "@/i18n/messages";

export const announcementKinds = messages(
  { information: "お知らせ", maintenance: "メンテナンス", important: "重要" },
  { information: "Information", maintenance: "Maintenance", important: "Important" },
);

export const announcementPhases = messages(
  { in_force: "掲示中", planned: "予定", over: "終了" },
  { in_force: "Shown now", planned: "Planned", over: "Over" },
);
