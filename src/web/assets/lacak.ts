// A reporter comes back: of a code that a browser drew the token is sent, and the code stays here. One of a
// server's goes there as it was typed. What is neither goes nowhere: it may be a drawn code, mistyped.
import { $, make } from './dom';
import { read, tokenOf } from './kode';
import './umum';

const typed = $<HTMLInputElement>('#code');
const form = typed.form!;
const title = document.title;

/** As the server says it of a code that nobody has. */
function wrong() {
  if (!$('#code-e')) {
    const error = make('p', { className: 'error', id: 'code-e' }, make('span', { className: 'vh', textContent: T('faults.prefix') }), ` ${T('track.wrong')}`);
    error.setAttribute('role', 'alert');
    typed.before(error);
    typed.parentElement!.classList.add('bad');
    typed.setAttribute('aria-invalid', 'true');
    typed.setAttribute('aria-describedby', 'code-e code-h');
    document.title = `${T('faults.prefix')} ${title}`;
  }
  typed.focus();
}

form.onsubmit = (event) => {
  const held = form.querySelector<HTMLInputElement>('[name=token]'); // of a page that has to be sent again
  typed.name = 'code';
  if (!typed.value.trim() && held) return;
  const found = read(typed.value);
  if (found && !(found.drawn && crypto.subtle)) return;
  event.preventDefault();
  if (!found) return wrong();
  typed.removeAttribute('name'); // so that it is not sent
  void tokenOf(found.code).then((value) => {
    const token = held ?? make('input', { type: 'hidden', name: 'token' });
    token.value = value;
    form.append(token);
    form.submit();
  });
};
