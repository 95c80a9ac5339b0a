// Tables that sort: a button in each heading; without script the order of the page stays.
import { $$, language, ready } from './dom';

ready();
const text = new Intl.Collator(language, { numeric: true });
// "1.234", "1,234", the 3 of "3/5" and a count not shown (which sorts as 2) as numbers.
const amount = (cell: HTMLTableCellElement) => {
  const shown = cell.textContent!.trim();
  return /^\d/.test(shown) ? Number(shown.split('/')[0].replace(/\D/g, '')) : 2;
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
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.onclick = () => {
      const up = head.ariaSort !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      sort(table, column, up);
    };
  });
}
