/** Pages that ask the server for nothing of their own when they open, and why: they have no loading state and cannot fail to load. */

export const still: Record<string, string> = {
  "/about": "a text of the app's own",
  "/help": "a text of the app's own",
  "/sign-in": "a form",
  "/forgot-password": "a form",
  "/reset-password": "a form",
  "/apply": "a form",
  "/mine/new/$kind": "a form",
  "/settings": "a form over what the frame knows of the member",
  "/about-text": "a form; the search begins with it",
  "/vocabularies": "what the frame has read",
};
