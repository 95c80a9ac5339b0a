// The case file: asks before what cannot be taken back, and sends each form once.
import { opener } from './buka';
import { $$, ready } from './dom';

ready();
for (const button of $$<HTMLButtonElement>('[data-confirm]')) {
  button.onclick = (event) => {
    if (!confirm(button.dataset.confirm)) event.preventDefault();
  };
}
for (const form of $$<HTMLFormElement>('form[method=post]')) {
  form.onsubmit = () => {
    // After this turn, so that the pressed button is still part of what is sent.
    setTimeout(() => $$<HTMLButtonElement>('button', form).forEach((b) => (b.disabled = true)));
  };
}
// Back from the browser's memory: forms work again.
addEventListener('pageshow', () => $$<HTMLButtonElement>('form[method=post] button:disabled').forEach((b) => (b.disabled = false)));
opener();
