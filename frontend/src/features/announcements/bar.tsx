/** The secretariat's announcements that are in force. */
export function AnnouncementBar() {
  return null;
}
