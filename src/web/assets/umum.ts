// Pages without a script of their own: quick exit, copy, print.
import { buttons, ready } from './dom';

ready();
buttons();
