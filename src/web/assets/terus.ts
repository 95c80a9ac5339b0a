// Pages of staff: who fills in a form uses the session, which the server sees by its next request alone.
// Without this a decision that takes an hour to write would be sent by nobody who is signed in.
const PAUSE = 600_000; // ms; a session ends after six of them
let told = Date.now();
addEventListener('input', () => {
  if (Date.now() - told < PAUSE) return;
  told = Date.now();
  void fetch('/k/sesi').catch(() => undefined);
});
