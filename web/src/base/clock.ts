let ahead_ms = 0;

/** Notes what the server's clock says: a phone's own may be hours off, and times are told against the log's. */
export function set(server_ms: number): void {
  ahead_ms = server_ms - Date.now();
}

/** The server's time, as well as this browser knows it. */
export const serverNow = (): number => Date.now() + ahead_ms;
