// Pages without a script of their own: quick exit, copy, print, and the work that spares a wait.
import { $, buttons, ready } from './dom';
import type * as Kerja from './kerja';

ready();
buttons();
const work = $<HTMLInputElement>('[name=kerja]');
if (work) void import(KERJA).then((kerja: typeof Kerja) => kerja.pay(work, $('#kerja-kabar')));
