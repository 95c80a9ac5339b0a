-- Few events are looked for by their kind; these two are. Partial indexes: no other event pays for
-- them.
CREATE INDEX event_rules ON event(idx) WHERE kind = 'rules.published';
CREATE INDEX event_question ON event(idx) WHERE kind = 'question.asked';
