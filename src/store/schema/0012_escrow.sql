-- What became of the keys of an office that three others hold (docs/adr/0069): all of an office, and who asks.
CREATE INDEX event_escrow ON event(office, idx) WHERE kind IN ('office.escrowed', 'office.escrow_asked',
    'office.escrow_agreed', 'office.escrow_peeled', 'office.escrow_opened', 'office.escrow_refused',
    'office.escrow_withdrawn');
CREATE INDEX event_escrow_asked ON event(idx) WHERE kind = 'office.escrow_asked';
