// Tables that sort: a button in each heading; without script the order of the page stays. On a phone, where a table is
// cards and its headings are for screen readers alone (aturan.css), the buttons stand in a line above it.
import { $$, language, make, ready } from './dom';

ready();
const text = new Intl.Collator(language, { numeric: true });
const phone = matchMedia('(max-width:40rem)');
// "1.234", "1,234" and a count not shown (which sorts as 2) as numbers; of "3/5" and of "57,49 21,04 sampai 60,38" the first.
const amount = (cell: HTMLTableCellElement) => {
  const shown = cell.textContent!.trim().match(/^\d[\d.,]*/);
  return shown ? Number(shown[0].replace(/\D/g, '')) : 2;
};

function sort(table: HTMLTableElement, column: number, up: boolean) {
  const body = table.tBodies[0];
  const numbers = body.rows[0]?.cells[column].classList.contains('n');
  const order = (a: HTMLTableRowElement, b: HTMLTableRowElement) =>
    numbers
      ? amount(a.cells[column]) - amount(b.cells[column])
      : text.compare(a.cells[column].textContent!, b.cells[column].textContent!);
  body.append(...[...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a))));
}

for (const table of $$<HTMLTableElement>('table.sort')) {
  const heads = [...table.tHead!.rows[0].cells];
  const line = make('p', { className: 'acts' });
  const buttons = heads.map((head, column) => {
    const button = make('button', { type: 'button', className: 'plain', textContent: head.textContent });
    button.onclick = () => {
      const up = head.ariaSort !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      sort(table, column, up);
    };
    return button;
  });
  const place = () => {
    const above = phone.matches && table.classList.contains('cards');
    heads.forEach((head, column) => head.replaceChildren(above ? buttons[column].textContent! : buttons[column]));
    line.replaceChildren(...(above ? [T('map.sort'), ...buttons] : []));
    line.hidden = !above;
  };
  table.before(line);
  phone.onchange = place;
  place();
}
