// Pages of staff: who fills in a form uses the session, which the server sees by its next request alone.
// Without this a decision that takes an hour to write would be sent by nobody who is signed in.
const PAUSE = 300_000; // ms; the server writes down use no oftener
let told = Date.now();
let asking = false;
addEventListener('input', () => {
  if (asking || Date.now() - told < PAUSE) return;
  asking = true;
  void fetch('/k/sesi')
    .then((answer) => {
      if (answer.ok) told = Date.now(); // else the next key that is pressed asks again
    })
    .catch(() => undefined)
    .finally(() => (asking = false));
});
