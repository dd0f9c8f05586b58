/** The door is a page of its own; it leads back here after the sign-in. */
export function leaveForDoor(): void {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
