-- The newest weights of an index of risk are looked for by each page of its map (docs/adr/0057).
CREATE INDEX event_weighed ON event(idx) WHERE kind = 'index.weighed';
