/** Pages that lack a state, and why. */

/** They ask the server for nothing of their own when they open: nothing is to be waited for, and nothing can fail. */
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

/** They show one thing, which is there or not, but never empty. */
export const single: Record<string, string> = {
  "/invitation": "an invitation",
  "/public/$reference": "a seed",
  "/undertaking": "the undertaking",
  "/settings/mail": "one choice for each kind of mail",
  "/settings/security": "the session of the reader at least",
  "/mine/$id": "a listing",
  "/mine/$id/edit": "a listing",
  "/mine/$id/preview": "a listing",
  "/seeds/$id": "a seed",
  "/needs/$id": "a need",
  "/candidates/$id": "a match",
  "/introductions/$id": "an introduction",
  "/reviews/$id": "a listing under review",
  "/operations": "figures, and that nothing is stuck",
  "/dashboard": "figures, of which some may be 0",
  "/applications/$id": "an application",
  "/members/$id": "a member",
  "/organisations/$id": "an organisation",
  "/undertakings/$id": "a version",
};
